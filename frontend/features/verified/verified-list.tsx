'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { deleteVerifiedAnswer, knowledgeKeys, verifiedAnswersQuery } from '@/api/knowledge';
import type { VerifiedAnswer } from '@/api/types';
import { askingOf, queryPath } from '@/features/asking';
import { clockText } from '@/features/freshness';
import { KnowledgeList, KnowledgeRow } from '@/features/knowledge';
import { SqlView } from '@/features/sql';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { buttonClass } from '@/ui/button';
import { Link } from '@/ui/link';

/** All verified answers, with what can be done about them. */
export function VerifiedList({ mayChange }: { mayChange: boolean }) {
  const t = useKnowledgeTranslations('verified');
  const read = useQuery(verifiedAnswersQuery);
  return (
    <KnowledgeList
      read={read}
      list={knowledgeKeys.verified}
      texts={{
        intro: t('intro'),
        search: t('search'),
        noneFound: (text) => t('noneFound', { text }),
        emptyTitle: t('emptyTitle'),
        emptyBody: t('emptyBody'),
      }}
      wordsOf={({ question, sql }) => [question, sql]}
      removal={
        mayChange
          ? {
              call: ({ id }) => deleteVerifiedAnswer(id),
              label: ({ question }) => t('removeNamed', { question }),
              title: () => t('removeTitle'),
              body: ({ question }) => t('removeBody', { question }),
              confirm: t('removeConfirm'),
            }
          : null
      }
      row={(answer, remove) => <AnswerRow answer={answer} remove={remove} />}
    />
  );
}

function AnswerRow({ answer, remove }: { answer: VerifiedAnswer; remove: ReactNode }) {
  const t = useKnowledgeTranslations('verified');
  return (
    <>
      <KnowledgeRow
        title={answer.question}
        actions={
          <>
            <Link
              href={queryPath(askingOf(answer.question))}
              aria-label={t('askNamed', { question: answer.question })}
              className={buttonClass('quiet', true)}
            >
              <Search className="size-4" aria-hidden="true" />
              {t('ask')}
            </Link>
            {remove}
          </>
        }
      >
        {answer.stale ? (
          <p className="text-sm break-words text-bad">{t('stale', { reason: answer.stale })}</p>
        ) : null}
        <p className="text-sm text-ink-soft">
          {t('by', { name: answer.made_by, time: clockText(answer.verified_at) })}
        </p>
      </KnowledgeRow>
      <details>
        <summary className="min-h-9 py-1.5 text-sm font-medium">{t('sql')}</summary>
        <SqlView sql={answer.sql} label={t('sql')} />
      </details>
    </>
  );
}
