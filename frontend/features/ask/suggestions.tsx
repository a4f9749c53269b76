'use client';

import { useQuery } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { suggestionsQuery } from '@/api/queries';
import { useConnections } from '@/features/live';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';
import { suggestionsHeight } from './desk-place';

// Right after the first start there are no tables to suggest from yet.
const kEmptyAgainMs = 3000;

/** Questions made from the tables that are there; one click asks. */
export function Suggestions({ onAsk, table = '' }: { onAsk: (question: string) => void; table?: string }) {
  const t = useTranslations('query');
  const common = useTranslations('common');
  const connections = useConnections().data?.length ?? 0;
  const { data, isPending } = useQuery({
    ...suggestionsQuery(table),
    refetchInterval: (query) => (query.state.data?.length === 0 && connections > 0 ? kEmptyAgainMs : false),
  });
  return (
    <section aria-label={t('suggestions')} className="min-h-11">
      {isPending ? <Skeleton className={suggestionsHeight} label={common('loading')} /> : null}
      {data && data.length === 0 ? <p className="text-sm text-ink-soft">{t('suggestionsEmpty')}</p> : null}
      {data && data.length > 0 ? (
        <ul className="rise flex flex-wrap gap-2">
          {data.map((question) => (
            <li key={question} className="max-w-full">
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="flex min-h-11 items-center gap-2 rounded-2xl border border-line bg-surface px-3.5 py-2 text-left text-sm transition-colors hover:border-accent hover:text-accent md:min-h-10"
              >
                <Sparkles className="size-4 shrink-0 text-accent" aria-hidden="true" />
                {question}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
