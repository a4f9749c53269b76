'use client';

import type { TopicPreview } from '@/api/types';
import { groupDigits } from '@/features/result-grid/digits';
import { isKeyColumn, isOwnColumn } from '@/features/schema-changes/key-column';
import { useConnectTranslations } from '@/messages/connect-translation';
import { classNames } from '@/ui/class-names';
import { type Field, type TableDraft, withKept, withType } from './draft';
import { checkSample } from './sample-check';

interface ColumnTableProps {
  preview: TopicPreview;
  /** Whether the messages at hand can be read here: JSON objects as they are. */
  checkable: boolean;
  draft: TableDraft;
  onDraft: (draft: TableDraft) => void;
}

/** Each proposed column with why it has its type; type and presence are a person's to change. */
export function ColumnTable({ preview, checkable, draft, onDraft }: ColumnTableProps) {
  const t = useConnectTranslations('wizard');
  const evidence = new Map(preview.evidence.map((entry) => [entry.name, entry]));
  return (
    <>
      <ul className="divide-y divide-line border-t border-line">
        {draft.schema.fields
          .filter((field) => !isOwnColumn(field))
          .map((field) => (
            <ColumnRow
              key={field.name}
              field={field}
              evidence={evidence.get(field.name)}
              proposed={preview.schema?.fields.find((one) => one.name === field.name)?.type}
              messages={checkable ? preview.messages : []}
              draft={draft}
              onDraft={onDraft}
            />
          ))}
      </ul>
      <p className="border-t border-line px-4 py-2.5 text-sm text-ink-soft md:px-6">{t('typeChangedHint')}</p>
    </>
  );
}

interface ColumnRowProps {
  field: Field;
  evidence: TopicPreview['evidence'][number] | undefined;
  proposed: string | undefined;
  messages: TopicPreview['messages'];
  draft: TableDraft;
  onDraft: (draft: TableDraft) => void;
}

function ColumnRow({ field, evidence, proposed, messages, draft, onDraft }: ColumnRowProps) {
  const t = useConnectTranslations('wizard');
  const kept = !draft.dropped.has(field.name);
  const needed = isKeyColumn(draft.schema, field.name);
  // A type that a person chose is held against the messages at hand at once.
  const check = field.type === proposed ? null : checkSample(messages, field);
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-2 px-4 py-3 md:grid-cols-[auto_11rem_15rem_minmax(0,1fr)] md:px-6">
      <label className="grid size-11 place-items-center md:size-9">
        <input
          type="checkbox"
          checked={kept}
          disabled={needed}
          onChange={(event) => onDraft(withKept(draft, field.name, event.target.checked))}
          className="size-4.5 accent-accent"
        />
        <span className="sr-only">{t('keepColumn', { name: field.name })}</span>
      </label>
      <p className="self-center font-medium break-all">{field.name}</p>
      <input
        aria-label={t('typeOf', { name: field.name })}
        value={field.type}
        disabled={!kept}
        spellCheck={false}
        onChange={(event) => onDraft(withType(draft, field.name, event.target.value))}
        className="col-start-2 min-h-11 w-full rounded-lg border border-edge bg-surface px-2.5 font-mono text-xs disabled:bg-sunken disabled:text-ink-soft md:col-start-auto md:min-h-9"
      />
      {evidence ? (
        <p className="col-start-2 min-w-0 self-center text-sm text-ink-soft md:col-start-auto">
          {evidence.reason}
          {evidence.present < evidence.samples
            ? ` · ${t('presence', { present: groupDigits(String(evidence.present)), samples: groupDigits(String(evidence.samples)) })}`
            : ''}
          {evidence.examples.length > 0 ? (
            <span className="block truncate font-mono text-xs">
              {t('examples', { examples: evidence.examples.slice(0, 3).join(', ') })}
            </span>
          ) : null}
        </p>
      ) : null}
      {check && check.seen > 0 ? (
        <p
          role="status"
          className={classNames(
            'col-span-full text-sm md:col-start-3',
            check.misfits > 0 ? 'text-warn' : 'text-good',
          )}
        >
          {check.misfits > 0
            ? t('checkMisfits', {
                type: field.type,
                misfits: check.misfits,
                seen: check.seen,
                example: check.example ?? '',
              })
            : t('checkFits', { type: field.type, seen: check.seen })}
        </p>
      ) : null}
    </li>
  );
}
