'use client';

import { CornerDownLeft, Play, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { looksLikeSql } from '@/features/sql/sql-tokens';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';

interface QuestionBoxProps {
  text: string;
  onText: (text: string) => void;
  onSubmit: (text: string) => void;
  onCancel: () => void;
  busy: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** The one box: a question, or SQL when it starts like a statement. */
export function QuestionBox({ text, onText, onSubmit, onCancel, busy, inputRef }: QuestionBoxProps) {
  const t = useTranslations('query');
  const sql = looksLikeSql(text);
  const ready = text.trim() !== '';

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || inField(event.target))
        return;
      event.preventDefault();
      inputRef.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inputRef]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && busy) onCancel();
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const wanted = sql ? event.ctrlKey || event.metaKey : !event.shiftKey;
    if (!wanted) return;
    event.preventDefault();
    if (ready) onSubmit(text.trim());
  }

  const Icon = sql ? Play : CornerDownLeft;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(text.trim());
      }}
      className="rounded-2xl border border-edge/70 bg-surface p-2 shadow-card transition-colors focus-within:border-accent focus-within:ring-4 focus-within:ring-accent/15"
    >
      <label htmlFor="question" className="sr-only">
        {t('boxLabel')}
      </label>
      <textarea
        id="question"
        ref={inputRef}
        rows={sql ? 4 : 1}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={t('placeholder')}
        aria-describedby="question-hint"
        autoComplete="off"
        spellCheck={false}
        className={classNames(
          'block field-sizing-content max-h-72 w-full resize-none bg-transparent px-3 py-2.5 outline-none placeholder:text-ink-soft',
          sql ? 'min-h-28 font-mono text-sm leading-relaxed' : 'text-lg',
        )}
      />
      <div className="flex items-center gap-3 pl-3">
        <p id="question-hint" className="min-w-0 flex-1 text-xs text-ink-soft">
          {sql ? t('hintSql') : t('hintAsk')}
        </p>
        {busy ? (
          <Button onClick={onCancel}>
            <Square className="size-3.5" aria-hidden="true" />
            {t('cancel')}
          </Button>
        ) : null}
        <Button type="submit" look="primary" disabled={!ready}>
          <Icon className="size-4" aria-hidden="true" />
          {sql ? t('run') : t('ask')}
        </Button>
      </div>
    </form>
  );
}
