'use client';

import type { Reply } from '@/features/reply';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { AlternativeList } from './alternative-list';
import { readingsOf } from './readings';

interface DeclinedCardProps {
  reply: Reply;
  /** Asks other words in the place of the last ones: what was asked before them stays. */
  onWords: (words: string) => void;
  onSql: (sql: string) => void;
  /** Asks again with one reading fixed. */
  onReading: (assumption: string, alternative: string) => void;
}

/** The question was not answered: it has more than one meaning, or none here. Always with a way on. */
export function DeclinedCard({ reply, onWords, onSql, onReading }: DeclinedCardProps) {
  const t = useLaterTranslations('answer');
  const refused = reply.status === 'refused';
  const open = refused ? [] : reply.assumptions.filter((one) => readingsOf(one).alternatives.length > 1);
  return (
    <Card className="rise p-4 md:p-6">
      <h2 className="text-lg font-semibold tracking-tight">
        {refused ? t('refusedTitle') : t('clarifyTitle')}
      </h2>
      <p className="mt-1 max-w-2xl break-words text-ink-soft">{reply.interpretation}</p>
      {reply.warnings.map((warning) => (
        <p key={warning} className="mt-2 max-w-2xl text-sm break-words text-warn first-letter:uppercase">
          {warning}
        </p>
      ))}
      {open.map((assumption) => (
        <fieldset key={assumption.id} className="mt-4">
          <legend className="text-sm font-semibold">
            {t('choose', { words: assumption.words || assumption.reading })}
          </legend>
          <div className="mt-2 flex flex-wrap gap-2">
            {readingsOf(assumption).alternatives.map((alternative) => (
              <Button
                key={alternative.id}
                className="whitespace-normal text-left"
                onClick={() => onReading(assumption.id, alternative.id)}
              >
                {alternative.reading}
              </Button>
            ))}
          </div>
        </fieldset>
      ))}
      {reply.alternatives.length > 0 ? (
        <div className="mt-4">
          {refused ? <h3 className="mb-3 text-sm font-semibold">{t('refusedNext')}</h3> : null}
          <AlternativeList reply={reply} onWords={onWords} onSql={onSql} />
        </div>
      ) : null}
    </Card>
  );
}
