import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { type Tone, toneText, toneWash } from './tone';

/** A dot that says how something is. Decoration: words stand beside it. */
export function StatusDot({ tone, live = false }: { tone: Tone; live?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block size-2 shrink-0 rounded-full bg-current',
        toneText[tone],
        live && 'live-dot',
      )}
    />
  );
}

export function Badge({ tone, live = false, children }: { tone: Tone; live?: boolean; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        toneWash[tone],
      )}
    >
      <StatusDot tone={tone} live={live} />
      {children}
    </span>
  );
}
