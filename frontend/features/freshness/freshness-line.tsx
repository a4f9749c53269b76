'use client';

import { useLaterTranslations } from '@/messages/later-translation';
import { StatusDot } from '@/ui/badge';
import { clockText, durationText, type Freshness, freshnessTone } from './freshness-state';

/** How far the data behind an answer reaches: a dot, and the same in words. */
export function FreshnessLine({ freshness }: { freshness: Freshness | undefined }) {
  const t = useLaterTranslations('freshness');
  const { complete_to: completeTo, lag_ms: lagMs } = freshness ?? {};
  const tone = freshnessTone(lagMs);
  if (!completeTo) return <span>{t('unknown')}</span>;
  return (
    <span className="inline-flex items-center gap-1.5" title={completeTo}>
      <StatusDot tone={tone} />
      {tone === 'neutral' ? null : <span className="sr-only">{t(tone)}:</span>}
      {t('complete', { time: clockText(completeTo) })}
      {lagMs === null || lagMs === undefined ? null : ` · ${t('lag', { lag: durationText(lagMs) })}`}
    </span>
  );
}
