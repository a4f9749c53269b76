'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRulesTranslations } from '@/messages/rules-translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { SelectField, TextArea, TextField, WordField } from '@/ui/field';
import { operators, placesOf, type StepForm, type StepPlace, takesValues } from './transform-form';

interface TransformStepProps {
  step: StepForm;
  /** From 1 on. */
  number: number;
  count: number;
  onChange: (change: Partial<StepForm>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  /** Id of the list of names to choose from. */
  namesId: string;
  typesId: string;
  /** What is wrong at a control. */
  at: (place: StepPlace) => string | undefined;
}

/** One transform: what it does, to which field, and its place in the order. */
export function TransformStep(props: TransformStepProps) {
  const { step, number, count, onMove, onRemove } = props;
  const t = useRulesTranslations('transforms');
  const places = placesOf(step.kind);
  return (
    <fieldset data-step={step.id} className="rounded-lg border border-line p-3 md:p-4">
      <legend className="sr-only">{t('step', { number, kind: t(step.kind) })}</legend>
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-0 flex-1">
          <span className="mr-2 inline-grid size-6 place-items-center rounded-full bg-accent-wash text-xs font-semibold text-accent">
            {number}
          </span>
          <span className="font-semibold">{t(step.kind)}</span>
          <span className="ml-2 text-sm text-ink-soft max-sm:hidden">{t(`${step.kind}Note`)}</span>
        </span>
        <IconButton act="up" label={t('up', { number })} off={number === 1} onClick={() => onMove(-1)}>
          <ArrowUp className="size-4" aria-hidden="true" />
        </IconButton>
        <IconButton act="down" label={t('down', { number })} off={number === count} onClick={() => onMove(1)}>
          <ArrowDown className="size-4" aria-hidden="true" />
        </IconButton>
        <IconButton act="remove" label={t('remove', { number })} onClick={onRemove}>
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      <div
        className={classNames(
          'mt-2 grid gap-4',
          places.length > 2 ? 'md:grid-cols-3' : places.length > 1 ? 'md:grid-cols-2' : '',
        )}
      >
        {places.map((place) => (
          <Control key={place} place={place} {...props} />
        ))}
      </div>
    </fieldset>
  );
}

interface IconButtonProps {
  act: string;
  label: string;
  /** Stays where it is and keeps the focus: only its act is not there. */
  off?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function IconButton({ act, label, off = false, onClick, children }: IconButtonProps) {
  return (
    <Button
      look="quiet"
      small
      data-act={act}
      aria-label={label}
      title={label}
      aria-disabled={off || undefined}
      onClick={() => {
        if (!off) onClick();
      }}
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-40 pointer-coarse:min-w-11"
    >
      {children}
    </Button>
  );
}

/** The control of one place; each kind shows those that it asks for. */
function Control({ place, step, onChange, at, namesId, typesId }: TransformStepProps & { place: StepPlace }) {
  const t = useRulesTranslations('transforms');
  const problem = at(place);
  switch (place) {
    case 'field':
      return (
        <WordField
          label={t('field')}
          hint={step.field === '' ? t('fieldHint') : undefined}
          problem={problem}
          value={step.field}
          list={namesId}
          onChange={(event) => onChange({ field: event.target.value })}
        />
      );
    case 'by':
      return (
        <WordField
          label={t('by')}
          hint={t('byHint')}
          problem={problem}
          value={step.by}
          placeholder="order_id"
          onChange={(event) => onChange({ by: event.target.value })}
        />
      );
    case 'within':
      return (
        <WordField
          label={t('within')}
          problem={problem}
          value={step.within}
          placeholder="1h"
          onChange={(event) => onChange({ within: event.target.value })}
        />
      );
    case 'to':
      return (
        <WordField
          label={t('to')}
          problem={problem}
          value={step.to}
          placeholder="created_at"
          onChange={(event) => onChange({ to: event.target.value })}
        />
      );
    case 'type':
      return (
        <WordField
          label={t('type')}
          problem={problem}
          value={step.type}
          placeholder="Decimal(18, 2)"
          list={typesId}
          className="font-mono"
          onChange={(event) => onChange({ type: event.target.value })}
        />
      );
    case 'text':
      return (
        <TextField
          label={t('text')}
          problem={problem}
          value={step.text}
          placeholder={t('textPlaceholder')}
          autoComplete="off"
          onChange={(event) => onChange({ text: event.target.value })}
        />
      );
    case 'operator':
      return (
        <SelectField
          label={t('operator')}
          problem={problem}
          value={step.operator}
          choices={operators.map((value) => ({ value, label: t(`op_${value}`) }))}
          onChange={(event) => {
            const operator = operators.find((value) => value === event.target.value);
            if (operator) onChange({ operator });
          }}
        />
      );
    case 'values':
      switch (takesValues(step.operator)) {
        case 'none':
          return null;
        case 'one':
          return (
            <WordField
              label={t('values')}
              problem={problem}
              value={step.values}
              onChange={(event) => onChange({ values: event.target.value })}
            />
          );
        case 'list':
          return (
            <TextArea
              label={t('valuesList')}
              problem={problem}
              value={step.values}
              rows={3}
              spellCheck={false}
              onChange={(event) => onChange({ values: event.target.value })}
            />
          );
      }
  }
}
