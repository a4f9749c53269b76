'use client';

import type { Connection } from '@/api/types';
import { useRulesTranslations } from '@/messages/rules-translation';
import { buttonClass } from '@/ui/button';
import { Link } from '@/ui/link';
import { transformText } from './transform-words';

/** The transforms of a connection that runs: what they are, why they are fixed, and the way to others. */
export function TransformFacts({ transforms }: Pick<Connection, 'transforms'>) {
  const t = useRulesTranslations('transforms');
  if (transforms.length === 0) return <p className="text-ink-soft">{t('none')}</p>;
  return (
    <>
      <ol className="flex flex-col gap-2">
        {transforms.map((transform, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and its order is what it means
          <li key={index} className="flex gap-3">
            <span
              aria-hidden="true"
              className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-wash text-xs font-semibold text-accent"
            >
              {index + 1}
            </span>
            <span className="min-w-0 break-words">{transformText(transform, t)}</span>
          </li>
        ))}
      </ol>
      <p className="max-w-2xl text-sm text-ink-soft">{t('fixed')}</p>
      <div>
        <Link href="/connect/new" className={buttonClass('secondary', true)}>
          {t('anew')}
        </Link>
      </div>
    </>
  );
}
