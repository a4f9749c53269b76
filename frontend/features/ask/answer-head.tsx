'use client';

import { FreshnessLine } from '@/features/freshness';
import { confidenceWord, type Reply } from '@/features/reply';
import { groupDigits } from '@/features/result-grid/digits';
import { useLaterTranslations } from '@/messages/later-translation';
import { AssumptionChip } from './assumption-chip';

interface AnswerHeadProps {
  reply: Reply;
  onReading?: ((assumption: string, alternative: string) => void) | undefined;
}

/** What was answered, how it was read, how fresh and how sure it is. */
export function AnswerHead({ reply, onReading }: AnswerHeadProps) {
  const t = useLaterTranslations('answer');
  const { stats } = reply;
  const readings = reply.asking.turns.at(-1)?.readings;
  return (
    <header className="flex flex-col gap-3 px-4 pt-4 pb-3 md:px-5 md:pt-5">
      <h2 className="text-lg font-semibold tracking-tight text-balance first-letter:uppercase">
        {reply.interpretation || t('sqlResult')}
      </h2>
      {reply.assumptions.length > 0 ? (
        <ul aria-label={t('assumptions')} className="flex flex-wrap gap-2">
          {reply.assumptions.map((assumption) => (
            <li key={assumption.id + assumption.words} className="max-w-full">
              <AssumptionChip
                assumption={assumption}
                chosen={readings?.[assumption.id]}
                onChoose={onReading ? (alternative) => onReading(assumption.id, alternative) : undefined}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <FreshnessLine freshness={reply.freshness} />
        <span>{t('rowsInfo', { rows: reply.result.rows.length })}</span>
        {stats ? (
          <span>
            {t('readInfo', { rows: groupDigits(String(stats.rows_read)) })} · {Math.round(stats.elapsed_ms)}{' '}
            ms
          </span>
        ) : null}
        {reply.confidence === null ? null : (
          <span>
            {t(confidenceWord(reply.confidence), { percent: Math.round(reply.confidence * 100) })} ·{' '}
            {t('by', {
              generator: reply.generator === 'embedded' ? t('generatorEmbedded') : (reply.generator ?? ''),
            })}
          </span>
        )}
      </p>
    </header>
  );
}
