'use client';

import { Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useRulesTranslations } from '@/messages/rules-translation';
import { buttonClass } from '@/ui/button';
import { SecretField } from '@/ui/field';
import { Menu } from '@/ui/menu';
import {
  hashes,
  kStepsMax,
  type StepForm,
  type StepPlace,
  saltIsShort,
  stepKindNames,
  stepMistake,
  type TransformsForm,
  withChange,
  withMoved,
  withoutStep,
  withStep,
} from './transform-form';
import type { StepProblem } from './transform-problem';
import { TransformStep } from './transform-step';

const types = [
  'String',
  'Int64',
  'Float64',
  'Decimal(18, 2)',
  'Bool',
  "DateTime64(3, 'UTC')",
  'Date',
  'UUID',
];

interface TransformListProps {
  form: TransformsForm;
  onForm: (form: TransformsForm) => void;
  /** Fields of the topic, to choose from. */
  names: string[];
  /** What the server refused; held until something is changed. */
  problem: StepProblem | null;
  /** Whether what is missing is marked. */
  checked: boolean;
}

/** Transforms in their order, to add, change, move and remove: by pointer, touch and keyboard. */
export function TransformList({ form, onForm, names, problem, checked }: TransformListProps) {
  const t = useRulesTranslations('transforms');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  // Where the focus belongs once the list is drawn: a step that moves loses it, and one that is gone has none.
  const [wanted, setWanted] = useState<string | null>(null);
  const count = form.steps.length;

  useEffect(() => {
    if (wanted === null) return;
    box.current?.querySelector<HTMLElement>(wanted)?.focus();
    setWanted(null);
  }, [wanted]);

  function add(kind: StepForm['kind']) {
    const longer = withStep(form, kind);
    onForm(longer);
    setSaid('');
    setWanted(`[data-step="${longer.steps.at(-1)?.id}"] input`);
  }

  function move(step: StepForm, by: -1 | 1) {
    const moved = withMoved(form, step.id, by);
    onForm(moved);
    setSaid(t('moved', { place: moved.steps.findIndex((one) => one.id === step.id) + 1, count }));
    setWanted(`[data-step="${step.id}"] [data-act="${by < 0 ? 'up' : 'down'}"]`);
  }

  function remove(index: number, step: StepForm) {
    const shorter = withoutStep(form, step.id);
    onForm(shorter);
    setSaid(t('removed', { count: shorter.steps.length }));
    const near = shorter.steps[Math.min(index, shorter.steps.length - 1)];
    setWanted(near ? `[data-step="${near.id}"] [data-act="remove"]` : '[aria-haspopup]');
  }

  function problemAt(index: number, step: StepForm, place: StepPlace): string | undefined {
    if (problem?.index === index && problem.place === place) return problem.message;
    const mistake = checked ? stepMistake(step) : null;
    return mistake?.place === place ? t(mistake.key) : undefined;
  }

  const salt = saltIsShort(form) && checked ? t('saltShort') : undefined;
  return (
    <div ref={box} className="flex flex-col gap-4">
      {count > 0 ? (
        <ol className="flex flex-col gap-3">
          {form.steps.map((step, index) => (
            <li key={step.id}>
              <TransformStep
                step={step}
                number={index + 1}
                count={count}
                namesId={`${id}-names`}
                typesId={`${id}-types`}
                onChange={(change) => onForm(withChange(form, step.id, change))}
                onMove={(by) => move(step, by)}
                onRemove={() => remove(index, step)}
                at={(place) => problemAt(index, step, place)}
              />
            </li>
          ))}
        </ol>
      ) : null}
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={`${id}-types`}>
        {types.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      {hashes(form) ? (
        <SecretField
          label={t('salt')}
          hint={t('saltHint')}
          problem={problem && problem.index === null ? problem.message : salt}
          value={form.salt}
          onChange={(event) => onForm({ ...form, salt: event.target.value })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {count < kStepsMax ? (
          <Menu
            align="start"
            className={buttonClass('secondary', true)}
            intro={t('addIntro')}
            items={stepKindNames.map((kind) => ({
              id: kind,
              label: t(kind),
              note: t(`${kind}Note`),
              onSelect: () => add(kind),
            }))}
          >
            <Plus className="size-4" aria-hidden="true" />
            {t('add')}
          </Menu>
        ) : (
          <p className="text-sm text-ink-soft">{t('full')}</p>
        )}
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
    </div>
  );
}
