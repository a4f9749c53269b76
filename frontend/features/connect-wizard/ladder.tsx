'use client';

import { Check, X } from 'lucide-react';
import type { ConnectionTest } from '@/api/types';
import { useConnectTranslations } from '@/messages/connect-translation';
import { classNames } from '@/ui/class-names';
import { tokenStage } from './broker-problem';

interface LadderProps {
  test: ConnectionTest;
  /** Whether the brokers are shown a token of a provider. */
  token: boolean;
}

/** What was tried, rung by rung; the first failure comes with its remedy. */
export function Ladder({ test, token }: LadderProps) {
  const t = useConnectTranslations('wizard');
  /** A token that cannot be had is another fault than one that the broker refuses. */
  const nameOf = (layer: ConnectionTest['layers'][number]) => {
    if (layer.layer === 'topic') return t('topicLayer');
    if (layer.layer !== 'sasl' || !token) return t(layer.layer);
    if (layer.ok) return t('tokenAndSasl');
    return tokenStage(layer) === 'token' ? t('tokenLayer') : t('saslWithToken');
  };
  return (
    <section aria-label={t('ladder')} aria-live="polite">
      <p className={classNames('font-semibold', test.reachable ? 'text-good' : 'text-bad')}>
        {test.reachable ? t('reachable') : t('unreachable')}
      </p>
      <ol className="mt-3 flex flex-col gap-2">
        {test.layers.map((layer) => {
          const Icon = layer.ok ? Check : X;
          return (
            <li key={layer.layer + layer.broker} className="flex gap-3">
              <span
                className={classNames(
                  'mt-0.5 grid size-5 shrink-0 place-items-center rounded-full',
                  layer.ok ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad',
                )}
              >
                <Icon className="size-3.5" aria-hidden="true" />
              </span>
              <div className="min-w-0">
                <p>
                  <span className="font-medium">{nameOf(layer)}</span>{' '}
                  <span className="text-sm text-ink-soft">
                    {layer.ok ? t('ok') : t('failed')} · {Math.round(layer.elapsed_ms)} ms
                    {layer.broker ? ` · ${layer.broker}` : ''}
                  </span>
                </p>
                {layer.message ? <p className="break-words">{layer.message}</p> : null}
                {layer.remedy ? <p className="break-words text-ink-soft">{layer.remedy}</p> : null}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
