'use client';

import {
  acceptCompletion,
  autocompletion,
  type Completion as Choice,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { SQLDialect, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Table } from '@/api/types';
import type { MarkedError } from '@/features/sql';
import { completeSql } from './completion';

export interface SqlEditorProps {
  label: string;
  describedBy: string;
  value: string;
  tables: Table[];
  /** The place of the last error, while the statement is the one that failed. */
  mark: MarkedError | null;
  /**
   * Where the caret is to stand, once the editor takes over from a field that had it: characters from the end, so that
   * a letter typed meanwhile does no harm. Null: the focus was elsewhere.
   */
  caretFromEnd: number | null;
  /** The editor is made and shows the text. */
  onReady: () => void;
  onChange: (text: string) => void;
  onRun: () => void;
  onCancel: () => void;
}

const clickHouse = SQLDialect.define({
  keywords: `select from where group by order having limit offset with as and or not in is null between like ilike case when
    then else end distinct join left right inner outer full cross asof any all on using union except intersect prewhere
    final sample interval asc desc fill step over partition rows range array global format rollup totals explain`,
  types: `string fixedstring uuid bool date date32 datetime datetime64 int8 int16 int32 int64 int128 int256 uint8 uint16
    uint32 uint64 uint128 uint256 float32 float64 decimal nullable lowcardinality map tuple enum8 enum16 ipv4 ipv6 json`,
  builtin: 'true false',
  backslashEscapes: true,
  hashComments: false,
  slashComments: false,
  identifierQuotes: '`"',
  doubleQuotedStrings: false,
});

const look = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--warn)' },
  { tag: [tags.number, tags.bool, tags.null, tags.typeName], color: 'var(--violet)' },
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
]);

const theme = EditorView.theme({
  '&': { fontSize: '0.875rem', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.6',
    minHeight: '7rem',
    maxHeight: '18rem',
  },
  '.cm-content': { padding: '0.625rem 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 0.75rem' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent) !important',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-wash) !important', color: 'inherit !important' },
  '.cm-error-mark': { textDecoration: 'underline wavy var(--bad) 1.5px', textUnderlineOffset: '3px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '0.5rem',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip-autocomplete ul': { fontFamily: 'var(--font-mono) !important', maxWidth: 'min(32rem, 92vw)' },
  '.cm-tooltip-autocomplete ul li': { padding: '0.3rem 0.6rem !important' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-wash) !important',
    color: 'var(--ink) !important',
  },
  '.cm-completionDetail': { color: 'var(--ink-soft)', fontStyle: 'normal', marginLeft: '0.75rem' },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none', fontWeight: '600' },
});

const setMark = StateEffect.define<MarkedError | null>();
const underline = Decoration.mark({ class: 'cm-error-mark' });

/** One underlined place; it goes with the first edit. */
const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const mark = effect.value;
      if (!mark || mark.from >= mark.to || mark.to > transaction.newDoc.length) return Decoration.none;
      return Decoration.set([underline.range(mark.from, mark.to)]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** SQL with completion from the schema. Loaded when somebody types SQL, not before. */
export function SqlEditor(props: SqlEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { value, mark, caretFromEnd, label, describedBy } = props;
  // What the editor told and has not seen come back yet: on a slow machine a letter is typed before it does.
  const told = useRef(new Set<string>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once and reads the newest props through a reference
  useEffect(() => {
    const parent = box.current;
    if (!parent) return;
    const attributes = new Compartment();
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          closeBrackets(),
          bracketMatching(),
          sql({ dialect: clickHouse, upperCaseKeywords: true }),
          syntaxHighlighting(look),
          theme,
          markField,
          EditorView.lineWrapping,
          placeholder('SELECT …'),
          autocompletion({ override: [(context) => complete(context, latest.current.tables)], icons: false }),
          attributes.of(
            EditorView.contentAttributes.of({
              'aria-label': label,
              'aria-describedby': describedBy,
              spellcheck: 'false',
              autocapitalize: 'none',
            }),
          ),
          keymap.of([
            { key: 'Mod-Enter', run: () => runs(latest.current.onRun) },
            { key: 'Tab', run: acceptCompletion },
            // With a list open, Escape is for the list.
            {
              key: 'Escape',
              run: (editor) => completionStatus(editor.state) === null && runs(latest.current.onCancel),
            },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const text = update.state.doc.toString();
            told.current.add(text);
            latest.current.onChange(text);
          }),
        ],
      }),
    });
    view.current = made;
    latest.current.onReady();
    return () => {
      made.destroy();
      view.current = null;
    };
  }, []);

  // Text that came from outside: a name from the schema browser, an earlier statement.
  useLayoutEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const same = editor.state.doc.toString() === value;
    const own = told.current.has(value);
    if (same) told.current.clear();
    if (same || own) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      selection: { anchor: value.length },
    });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: setMark.of(mark) });
  }, [mark]);

  // In the same moment as the field goes: a letter typed in between would reach nobody.
  useLayoutEffect(() => {
    const editor = view.current;
    if (!editor || caretFromEnd === null) return;
    editor.focus();
    editor.dispatch({ selection: { anchor: Math.max(0, editor.state.doc.length - caretFromEnd) } });
  }, [caretFromEnd]);

  return <div ref={box} data-testid="sql-editor" />;
}

function runs(act: () => void): boolean {
  act();
  return true;
}

const choiceType = {
  table: 'class',
  column: 'property',
  function: 'function',
  value: 'text',
  keyword: 'keyword',
};

function complete(context: CompletionContext, tables: Table[]) {
  const found = completeSql(context.state.doc.toString(), context.pos, tables, context.explicit);
  if (!found) return null;
  return {
    from: found.from,
    options: found.choices.map(
      (choice): Choice => ({
        label: choice.label,
        detail: choice.detail,
        type: choiceType[choice.kind],
        boost: choice.boost,
      }),
    ),
    validFor: /^[\w.`]*$/,
  };
}
