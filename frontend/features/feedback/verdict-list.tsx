'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { feedbackQuery, knowledgeKeys } from '@/api/knowledge';
import { sessionQuery } from '@/api/queries';
import type { Feedback } from '@/api/types';
import { askingOf, queryPath } from '@/features/asking';
import { clockText } from '@/features/freshness';
import { KnowledgeList, KnowledgeRow } from '@/features/knowledge';
import { looksLikeSql, SqlView } from '@/features/sql';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { Badge } from '@/ui/badge';
import { buttonClass } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';

/** What people said of answers, for whoever can teach Aurora better: an administrator. */
export function VerdictList() {
  const t = useKnowledgeTranslations('verdicts');
  const { data: session } = useQuery(sessionQuery);
  if (!session) return <Skeleton className="m-5 h-48" label="…" />;
  if (session.role !== 'admin') return <EmptyState title={t('othersTitle')}>{t('othersBody')}</EmptyState>;
  return <GivenVerdicts />;
}

function GivenVerdicts() {
  const t = useKnowledgeTranslations('verdicts');
  const read = useQuery(feedbackQuery);
  return (
    <KnowledgeList
      read={read}
      list={knowledgeKeys.feedback}
      texts={{
        intro: t('intro'),
        search: t('search'),
        noneFound: (text) => t('noneFound', { text }),
        emptyTitle: t('emptyTitle'),
        emptyBody: t('emptyBody'),
      }}
      wordsOf={({ question, sql, note, made_by }) => [question ?? '', sql ?? '', note ?? '', made_by]}
      removal={null}
      row={(said) => <VerdictRow said={said} />}
    />
  );
}

function VerdictRow({ said }: { said: Feedback }) {
  const t = useKnowledgeTranslations('verdicts');
  const { question, sql, note } = said;
  const typedSql = question === null || looksLikeSql(question);
  return (
    <>
      <KnowledgeRow
        title={typedSql ? t('ofSql') : question}
        actions={
          typedSql ? null : (
            <Link
              href={queryPath(askingOf(question))}
              aria-label={t('askNamed', { question })}
              className={buttonClass('quiet', true)}
            >
              <Search className="size-4" aria-hidden="true" />
              {t('ask')}
            </Link>
          )
        }
      >
        <p className="mt-1">
          <Badge tone={said.verdict === 'right' ? 'good' : 'bad'}>{t(said.verdict)}</Badge>
        </p>
        {note ? <p className="mt-1 break-words whitespace-pre-line">{note}</p> : null}
        <p className="text-sm text-ink-soft">
          {t('by', { name: said.made_by, time: clockText(said.given_at) })}
        </p>
      </KnowledgeRow>
      {sql ? (
        <details>
          <summary className="min-h-9 py-1.5 text-sm font-medium">{t('sql')}</summary>
          <SqlView sql={sql} label={t('sql')} />
        </details>
      ) : null}
    </>
  );
}
