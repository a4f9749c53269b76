'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Search, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { deleteVerifiedAnswer, knowledgeKeys, verifiedAnswersQuery } from '@/api/knowledge';
import type { VerifiedAnswer } from '@/api/types';
import { askingOf, queryPath } from '@/features/asking';
import { clockText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';

/** All verified answers, with what can be done about them. */
export function VerifiedList({ mayChange }: { mayChange: boolean }) {
  const t = useKnowledgeTranslations('verified');
  const words = useKnowledgeTranslations('settings');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(verifiedAnswersQuery);
  const [removed, setRemoved] = useState<VerifiedAnswer | null>(null);
  const remove = useMutation({
    mutationFn: (answer: VerifiedAnswer) => deleteVerifiedAnswer(answer.id),
    onSuccess: () => {
      setRemoved(null);
      void client.invalidateQueries({ queryKey: knowledgeKeys.verified });
    },
  });

  function stopRemoving() {
    remove.reset();
    setRemoved(null);
  }

  return (
    <div className="flex flex-col">
      <p className="px-4 py-3 text-sm text-ink-soft md:px-5">{t('intro')}</p>
      {error && !data ? (
        <div className="p-4 md:p-5">
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {!data && !error ? <Skeleton className="m-5 h-48" label={common('loading')} /> : null}
      {data && data.length === 0 ? <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState> : null}
      <ul>
        {(data ?? []).map((answer) => (
          <li key={answer.id} className="flex flex-col gap-2 border-t border-line px-4 py-3 md:px-5">
            <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-60">
                <h3 className="font-semibold break-words">{answer.question}</h3>
                {answer.stale ? (
                  <p className="text-sm break-words text-bad">{t('stale', { reason: answer.stale })}</p>
                ) : null}
                <p className="text-sm text-ink-soft">
                  {t('by', { name: answer.made_by, time: clockText(answer.verified_at) })}
                </p>
              </div>
              <div className="flex gap-1">
                <Link
                  href={queryPath(askingOf(answer.question))}
                  aria-label={t('askNamed', { question: answer.question })}
                  className={buttonClass('quiet', true)}
                >
                  <Search className="size-4" aria-hidden="true" />
                  {t('ask')}
                </Link>
                {mayChange ? (
                  <Button
                    look="quiet"
                    small
                    aria-label={t('removeNamed', { question: answer.question })}
                    onClick={() => setRemoved(answer)}
                  >
                    <Trash2 className="size-4" aria-hidden="true" />
                    {t('remove')}
                  </Button>
                ) : null}
              </div>
            </div>
            <details>
              <summary className="min-h-9 py-1.5 text-sm font-medium">{t('sql')}</summary>
              <SqlView sql={answer.sql} label={t('sql')} />
            </details>
          </li>
        ))}
      </ul>
      {removed ? (
        <ConfirmDialog
          title={t('removeTitle')}
          body={t('removeBody', { question: removed.question })}
          confirm={t('removeConfirm')}
          keep={words('keep')}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removed)}
          onClose={stopRemoving}
        >
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
