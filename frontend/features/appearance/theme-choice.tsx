'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLaterTranslations } from '@/messages/later-translation';
import { classNames } from '@/ui/class-names';
import { chooseTheme, chosenTheme, onThemeChange } from './theme';

const themes = [
  { id: 'system', Icon: Monitor },
  { id: 'light', Icon: Sun },
  { id: 'dark', Icon: Moon },
] as const;

export function ThemeChoice() {
  const t = useLaterTranslations('appearance');
  const theme = useSyncExternalStore(onThemeChange, chosenTheme, () => null);
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t('theme')}</legend>
      <div className="inline-flex rounded-lg border border-line bg-sunken p-1">
        {themes.map(({ id, Icon }) => {
          const on = theme === id;
          return (
            <label
              key={id}
              className={classNames(
                'flex min-h-10 cursor-pointer items-center gap-2 rounded-md px-3 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent',
                on ? 'bg-surface text-ink shadow-card' : 'text-ink-soft hover:text-ink',
              )}
            >
              <input
                type="radio"
                name="theme"
                value={id}
                checked={on}
                onChange={() => chooseTheme(id)}
                className="sr-only"
              />
              <Icon className="size-4" aria-hidden="true" />
              {t(id)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
