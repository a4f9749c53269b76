'use client';

import { useState } from 'react';
import { shortcutsAreOn, switchShortcuts } from '@/features/shortcuts';
import { useLaterTranslations } from '@/messages/later-translation';
import { Dialog } from '@/ui/dialog';

const keys = [
  ['Ctrl K', 'palette'],
  ['/', 'box'],
  ['Enter', 'enter'],
  ['Ctrl Enter', 'run'],
  ['Esc', 'cancel'],
  ['c  t  s', 'parts'],
  ['l', 'live'],
  ['d', 'save'],
  ['g q  g v  g c', 'go'],
  ['e  p  f', 'board'],
  ['?', 'list'],
] as const;

/** What the keyboard does; the keys without Ctrl can be switched off. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const t = useLaterTranslations('keys');
  const [on, setOn] = useState(shortcutsAreOn);
  return (
    <Dialog title={t('title')} open onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-md border border-line bg-sunken px-2 py-0.5 font-mono text-xs whitespace-pre">
                {key}
              </kbd>
            </dt>
            <dd className="text-sm">{t(what)}</dd>
          </div>
        ))}
      </dl>
      <label className="flex min-h-11 items-center gap-3 text-sm">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchShortcuts(event.target.checked);
            setOn(event.target.checked);
          }}
          className="size-4.5 accent-accent"
        />
        {t('single')}
      </label>
    </Dialog>
  );
}
