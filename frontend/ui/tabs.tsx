'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names';

interface Tab<Id extends string> {
  id: Id;
  label: string;
  content: ReactNode;
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  actions?: ReactNode;
  panelClassName?: string;
}

/** Tabs by the WAI-ARIA pattern: arrow keys, Home and End move, only the chosen panel is in the page. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  actions,
  panelClassName,
}: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);

  // More tabs than a phone is wide: the chosen one is in sight, also when the address has chosen it.
  useEffect(() => {
    const strip = list.current;
    const tab = strip?.querySelector<HTMLElement>(`[id="${base}-${selected}"]`);
    if (strip && tab) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }, [base, selected]);

  function move(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const target: Record<string, number> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = target[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  const chosen = tabs.find((tab) => tab.id === selected) ?? tabs[0];
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-1 border-b border-line px-2 md:px-3">
        <div ref={list} role="tablist" aria-label={label} className="relative flex overflow-x-auto">
          {tabs.map((tab) => {
            const on = tab.id === chosen?.id;
            return (
              <button
                key={tab.id}
                type="button"
                role="tab"
                id={`${base}-${tab.id}`}
                aria-selected={on}
                aria-controls={`${base}-panel`}
                tabIndex={on ? 0 : -1}
                onKeyDown={move}
                onClick={() => onSelect(tab.id)}
                className={classNames(
                  'relative min-h-11 px-2.5 text-sm md:px-3 font-medium whitespace-nowrap -outline-offset-2',
                  on
                    ? 'text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent'
                    : 'text-ink-soft hover:text-ink',
                )}
              >
                {tab.label}
              </button>
            );
          })}
        </div>
        {actions ? (
          <div className="ml-auto flex flex-wrap items-center justify-end gap-1 py-1">{actions}</div>
        ) : null}
      </div>
      <div
        className={panelClassName}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={chosen ? `${base}-${chosen.id}` : undefined}
      >
        {chosen?.content}
      </div>
    </div>
  );
}
