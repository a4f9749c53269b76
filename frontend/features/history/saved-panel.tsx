'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { Asking } from '@/api/types';
import { deleteSavedQuestion, savedQuestionsQuery, workspaceKeys } from '@/api/workspace';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';
import { entryText } from './entry-text';

/** Questions that the team saved under a name. */
export function SavedPanel({ onAsk }: { onAsk: (asking: Asking, chart: string | null) => void }) {
  const t = useLaterTranslations('history');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(savedQuestionsQuery);
  const remove = useMutation({
    mutationFn: deleteSavedQuestion,
    onSuccess: () => client.invalidateQueries({ queryKey: workspaceKeys.savedQuestions }),
  });
  const failed = remove.error ?? (data ? null : error);
  return (
    <section aria-label={t('saved')} className="flex flex-col gap-2">
      {failed ? <ProblemNotice error={failed} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-24" label={common('loading')} /> : null}
      {data && data.length === 0 ? <p className="px-1 text-sm text-ink-soft">{t('savedEmpty')}</p> : null}
      <ul className="flex flex-col">
        {(data ?? []).map((question) => (
          <li key={question.id} className="flex items-start rounded-lg hover:bg-sunken">
            <button
              type="button"
              onClick={() => onAsk(question.asking, question.chart)}
              className="min-h-11 min-w-0 flex-1 rounded-lg px-2 py-1.5 text-left"
            >
              <span className="block text-sm font-medium break-words">{question.name}</span>
              <span className="line-clamp-1 text-xs text-ink-soft">{entryText(question.asking)}</span>
            </button>
            <button
              type="button"
              aria-label={t('removeSaved', { name: question.name })}
              onClick={() => remove.mutate(question.id)}
              className="grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft hover:text-bad pointer-coarse:size-11"
            >
              <X className="size-4" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
