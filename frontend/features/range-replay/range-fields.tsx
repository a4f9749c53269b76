'use client';

import { useReplayTranslations } from '@/messages/replay-translation';
import { SelectField, TextArea, TextField } from '@/ui/field';
import type { RangeField, RangeForm } from './range-form';

interface RangeFieldsProps {
  form: RangeForm;
  topics: string[];
  disabled: boolean;
  /** What is wrong, at which field. */
  problemAt: (field: RangeField) => string | undefined;
  onForm: (form: RangeForm) => void;
}

const whats = ['all', 'offsets', 'time'] as const;
const missings = ['refuse', 'keep', 'drop'] as const;
const targets = ['shadow', 'replace'] as const;

function named<T extends string>(list: readonly T[], value: string, otherwise: T): T {
  return list.find((one) => one === value) ?? otherwise;
}

/** Which messages, and what becomes of them. */
export function RangeFields({ form, topics, disabled, problemAt, onForm }: RangeFieldsProps) {
  const t = useReplayTranslations('rangeReplay');
  const change = (part: Partial<RangeForm>) => onForm({ ...form, ...part });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {topics.length > 0 ? (
        <SelectField
          label={t('topic')}
          value={form.topic}
          disabled={disabled}
          problem={problemAt('topic')}
          choices={topics.map((name) => ({ value: name, label: name }))}
          onChange={(event) => change({ topic: event.target.value })}
        />
      ) : null}
      <SelectField
        label={t('what')}
        value={form.what}
        disabled={disabled}
        choices={whats.map((value) => ({ value, label: t(`what_${value}`) }))}
        onChange={(event) => change({ what: named(whats, event.target.value, 'all') })}
      />
      {form.what === 'offsets' ? (
        <div className="sm:col-span-2">
          <TextArea
            label={t('offsets')}
            hint={t('offsetsHint')}
            problem={problemAt('offsets')}
            rows={3}
            placeholder="0:1200-1500"
            spellCheck={false}
            value={form.offsets}
            disabled={disabled}
            onChange={(event) => change({ offsets: event.target.value })}
          />
        </div>
      ) : null}
      {form.what === 'time' ? (
        <>
          <TextField
            type="datetime-local"
            step={1}
            label={t('since')}
            hint={t('timeHint')}
            problem={problemAt('since')}
            value={form.since}
            disabled={disabled}
            onChange={(event) => change({ since: event.target.value })}
          />
          <TextField
            type="datetime-local"
            step={1}
            label={t('until')}
            hint={t('untilHint')}
            problem={problemAt('until')}
            value={form.until}
            disabled={disabled}
            onChange={(event) => change({ until: event.target.value })}
          />
        </>
      ) : null}
      <SelectField
        label={t('missing')}
        value={form.missing}
        disabled={disabled}
        problem={problemAt('missing')}
        choices={missings.map((value) => ({ value, label: t(`missing_${value}`) }))}
        onChange={(event) => change({ missing: named(missings, event.target.value, 'refuse') })}
      />
      <SelectField
        label={t('target')}
        value={form.target}
        disabled={disabled}
        choices={targets.map((value) => ({ value, label: t(`target_${value}`) }))}
        onChange={(event) => change({ target: named(targets, event.target.value, 'shadow') })}
      />
    </div>
  );
}
