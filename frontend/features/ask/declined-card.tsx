'use client';

import { ArrowRight } from 'lucide-react';
import type { Reply } from '@/features/reply';
import { useLaterTranslations } from '@/messages/later-translation';
import { Card } from '@/ui/card';

/** The question was not answered: it has more than one meaning, or none here. Always with a way on. */
export function DeclinedCard({ reply, onAsk }: { reply: Reply; onAsk: (question: string) => void }) {
  const t = useLaterTranslations('answer');
  const refused = reply.status === 'refused';
  return (
    <Card className="rise p-4 md:p-6">
      <h2 className="text-lg font-semibold tracking-tight">
        {refused ? t('refusedTitle') : t('clarifyTitle')}
      </h2>
      <p className="mt-1 max-w-2xl text-ink-soft">{reply.interpretation}</p>
      {reply.alternatives.length > 0 ? (
        <>
          {refused ? <h3 className="mt-5 text-sm font-semibold">{t('refusedNext')}</h3> : null}
          <ul className="mt-3 flex flex-col gap-2">
            {reply.alternatives.map((alternative) => (
              <li key={alternative.question}>
                <button
                  type="button"
                  onClick={() => onAsk(alternative.question)}
                  className="flex min-h-12 w-full items-center gap-3 rounded-xl border border-line px-4 py-2.5 text-left transition-colors hover:border-accent"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{alternative.question}</span>
                    {alternative.reason ? (
                      <span className="block text-sm text-ink-soft">{alternative.reason}</span>
                    ) : null}
                  </span>
                  <ArrowRight className="size-4 shrink-0 text-accent" aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
