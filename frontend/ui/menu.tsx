'use client';

import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { buttonClass } from './button';
import { classNames } from './class-names';

export interface MenuItem {
  id: string;
  label: string;
  /** One line on what it does. */
  note?: string | undefined;
  /** Given where it is one of several to choose among; an act has none. */
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  onSelect: () => void;
}

// Room between an open list and the edge of the window.
const kEdgePx = 8;
const kGapPx = 4;

interface MenuProps {
  /** The button's content. */
  children: ReactNode;
  /** Its name where the content is no text. */
  label?: string;
  items: MenuItem[];
  /** Text above the items. */
  intro?: ReactNode;
  className?: string;
  align?: 'start' | 'end';
  disabled?: boolean;
}

/** A button that opens a list of acts, by the WAI-ARIA pattern: arrow keys move, Enter chooses, Escape closes. */
export function Menu({ children, label, items, intro, className, align = 'end', disabled }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const entries = () => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? []),
  ];

  // In the top layer: whatever the button stands in may scroll, clip or be moved. Kept inside the window.
  const place = useCallback(() => {
    const element = panel.current;
    const anchor = button.current?.getBoundingClientRect();
    if (!element || !anchor) return;
    const { width, height } = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = align === 'end' ? anchor.right - width : anchor.left;
    const below = anchor.bottom + kGapPx;
    const above = anchor.top - kGapPx - height;
    const top = below + height <= clientHeight - kEdgePx || above < kEdgePx ? below : above;
    element.style.left = `${Math.max(kEdgePx, Math.min(left, clientWidth - kEdgePx - width))}px`;
    element.style.top = `${Math.max(kEdgePx, Math.min(top, clientHeight - kEdgePx - height))}px`;
  }, [align]);

  useLayoutEffect(() => {
    if (!open) return;
    panel.current?.showPopover?.();
    place();
  }, [open, place]);

  useEffect(() => {
    if (!open) return;
    list.current
      ?.querySelector<HTMLElement>('[role^="menuitem"]:not(:disabled)')
      ?.focus({ preventScroll: true });
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    // It follows its button, and closes with it out of sight. A page that still rolls when the button is pressed, or
    // moves because something above has loaded, must not take back what was opened.
    const onScroll = (event: Event) => {
      if (event.target instanceof Node && panel.current?.contains(event.target)) return;
      const anchor = button.current?.getBoundingClientRect();
      if (!anchor || anchor.bottom < 0 || anchor.top > document.documentElement.clientHeight) setOpen(false);
      else place();
    };
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('scroll', onScroll, true);
    return () => {
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, [open, place]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      return;
    }
    if (event.key === 'Tab') {
      setOpen(false);
      return;
    }
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const next = target[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  }

  return (
    <div ref={box} className="relative">
      <button
        ref={button}
        type="button"
        disabled={disabled}
        aria-haspopup={items.length > 0 ? 'menu' : undefined}
        aria-expanded={open}
        aria-controls={open && items.length > 0 ? id : undefined}
        aria-label={label}
        onClick={() => setOpen((before) => !before)}
        onKeyDown={(event) => open && event.key === 'Escape' && close()}
        className={className ?? buttonClass('quiet', true)}
      >
        {children}
      </button>
      {open ? (
        <div
          ref={panel}
          popover="manual"
          className="fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] w-max max-w-[min(22rem,calc(100vw-1rem))] overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-ink shadow-card"
        >
          {intro ? <div className="px-3 pt-1.5 pb-2 text-sm text-ink-soft">{intro}</div> : null}
          {items.length > 0 ? (
            <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
              {items.map((item) => (
                <button
                  key={item.id}
                  type="button"
                  {...(item.checked === undefined
                    ? { role: 'menuitem' }
                    : { role: 'menuitemradio', 'aria-checked': item.checked })}
                  tabIndex={-1}
                  disabled={item.disabled}
                  onClick={() => {
                    close();
                    item.onSelect();
                  }}
                  className="flex min-h-9 w-full flex-col justify-center rounded-lg px-3 py-1.5 text-left hover:bg-sunken focus:bg-sunken disabled:text-ink-soft pointer-coarse:min-h-11"
                >
                  <span
                    className={classNames(
                      'text-sm',
                      item.checked ? 'font-semibold text-accent' : 'font-medium',
                    )}
                  >
                    {item.label}
                  </span>
                  {item.note ? <span className="text-xs text-ink-soft">{item.note}</span> : null}
                </button>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
