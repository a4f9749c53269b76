'use client';

import { CornerDownLeft, Play, Square } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { lazyDataPart } from '@/features/shell/lazy-page';
import { useShortcut } from '@/features/shortcuts';
import type { MarkedError } from '@/features/sql/sql-error';
import { looksLikeSql } from '@/features/sql/sql-tokens';
import { LazySqlEditor } from '@/features/sql-editor';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';

const CostHint = lazyDataPart(() => import('./cost-hint').then((module) => module.CostHint));

export interface QuestionBoxHandle {
  focus: () => void;
  /** Puts a name at the end. */
  insert: (name: string) => void;
}

interface QuestionBoxProps {
  text: string;
  onText: (text: string) => void;
  onSubmit: (text: string) => void;
  onCancel: () => void;
  busy: boolean;
  /** Place of the last error in the text. */
  mark: MarkedError | null;
  ref?: Ref<QuestionBoxHandle>;
}

/** The one box: a question, or SQL when it starts like a statement; then it becomes an editor. */
export function QuestionBox({ text, onText, onSubmit, onCancel, busy, mark, ref }: QuestionBoxProps) {
  const t = useTranslations('query');
  const sql = looksLikeSql(text);
  const ready = text.trim() !== '';
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  // The editor loads behind the plain field, so that no letter is lost; then it takes over with the caret in place.
  const [editor, setEditor] = useState<{ caretFromEnd: number | null } | null>(null);
  const wasSql = useRef(sql);

  function focus() {
    const field = input.current ?? form.current?.querySelector<HTMLElement>('.cm-content');
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }
  useImperativeHandle(ref, () => ({
    focus,
    insert: (name) => {
      onText(text === '' || text.endsWith(' ') ? `${text}${name}` : `${text} ${name}`);
      focus();
    },
  }));
  useShortcut('/', focus);

  function takeOver() {
    const field = input.current;
    const focused = field !== null && document.activeElement === field;
    setEditor({ caretFromEnd: focused ? field.value.length - field.selectionStart : null });
  }

  useEffect(() => {
    if (!sql) setEditor(null);
    // Back from SQL to words by typing: the focus was in the editor, which is gone.
    if (wasSql.current && !sql && document.activeElement === document.body && text !== '')
      input.current?.focus();
    wasSql.current = sql;
  }, [sql, text]);

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
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(text.trim());
      }}
      className="rounded-2xl border border-edge/70 bg-surface p-2 shadow-card transition-colors focus-within:border-accent focus-within:ring-4 focus-within:ring-accent/15"
    >
      {sql ? (
        <div hidden={editor === null}>
          <LazySqlEditor
            label={t('boxLabel')}
            describedBy="question-hint"
            value={text}
            mark={mark}
            caretFromEnd={editor?.caretFromEnd ?? null}
            onReady={takeOver}
            onChange={onText}
            onRun={() => ready && onSubmit(text.trim())}
            onCancel={() => busy && onCancel()}
          />
        </div>
      ) : null}
      {editor === null || !sql ? (
        <>
          <label htmlFor="question" className="sr-only">
            {t('boxLabel')}
          </label>
          <textarea
            id="question"
            ref={input}
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
        </>
      ) : null}
      <div className="flex items-center gap-3 pl-3">
        {/* Between two buttons a phone has no room for it: it would grow to five lines and move what is below. */}
        <div
          id="question-hint"
          className={classNames('min-w-0 flex-1 text-xs text-ink-soft', busy && 'max-sm:hidden')}
        >
          {sql ? <CostHint sql={text} /> : t('hintAsk')}
        </div>
        {busy ? (
          <Button onClick={onCancel} className="max-sm:ml-auto">
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
