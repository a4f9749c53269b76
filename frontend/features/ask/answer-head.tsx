'use client';

import { BadgeCheck } from 'lucide-react';
import { clockText, FreshnessLine } from '@/features/freshness';
import { confidenceWord, type Reply } from '@/features/reply';
import { groupDigits } from '@/features/result-grid/digits';
import { useLaterTranslations } from '@/messages/later-translation';
import { AssumptionList } from './assumption-list';

interface AnswerHeadProps {
  reply: Reply;
  onReading?: ((assumption: string, alternative: string) => void) | undefined;
  onDefined?: ((assumption: string) => void) | undefined;
}

/** What was answered, how it was read and by whom, how fresh and how sure it is. */
export function AnswerHead({ reply, onReading, onDefined }: AnswerHeadProps) {
  const t = useLaterTranslations('answer');
  const { stats, verified, warnings } = reply;
  return (
    <header className="flex flex-col gap-3 px-4 pt-4 pb-3 md:px-5 md:pt-5">
      <h2 className="text-lg font-semibold tracking-tight text-balance first-letter:uppercase">
        {reply.interpretation || t('sqlResult')}
      </h2>
      {verified ? (
        <p className="inline-flex items-center gap-1.5 self-start rounded-full bg-good-wash px-3 py-1 text-sm font-medium text-good">
          <BadgeCheck className="size-4 shrink-0" aria-hidden="true" />
          {t('verifiedBy', { name: verified.made_by, time: clockText(verified.verified_at) })}
        </p>
      ) : null}
      <AssumptionList reply={reply} onReading={onReading} onDefined={onDefined} />
      {warnings.length > 0 ? (
        <ul
          aria-label={t('warnings')}
          className="flex flex-col gap-1 rounded-lg bg-warn-wash px-3 py-2 text-sm break-words text-warn"
        >
          {warnings.map((warning) => (
            <li key={warning} className="first-letter:uppercase">
              {warning}
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
            <Generator reply={reply} />
          </span>
        )}
        <ModelUse use={reply.modelUse} />
      </p>
    </header>
  );
}

/** Who wrote the SQL. */
function Generator({ reply }: { reply: Reply }) {
  const t = useLaterTranslations('answer');
  const { generator } = reply;
  if (generator === 'embedded') return t('by', { generator: t('generatorEmbedded') });
  if (generator === 'verified') return t('byVerified');
  return t('byModel', { name: generator ?? '' });
}

/** What a language model took; nothing where none answered. */
function ModelUse({ use }: { use: Reply['modelUse'] }) {
  const t = useLaterTranslations('answer');
  if (!use) return null;
  if (use.cached) return <span>{t('modelCached')}</span>;
  const tokens = groupDigits(String(use.tokens_in + use.tokens_out));
  // Nothing is charged where no prices are configured: a cost of 0 says nothing.
  return (
    <span>
      {use.cost > 0
        ? t('modelCost', { tokens, cost: use.cost.toLocaleString('en-US', { maximumSignificantDigits: 3 }) })
        : t('modelTokens', { tokens })}
    </span>
  );
}
