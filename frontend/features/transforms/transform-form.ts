import type { TableSchema, Transform } from '@/api/types';

/** What a step can ask for; each has one control. */
export type StepPlace = 'field' | 'to' | 'type' | 'text' | 'operator' | 'values' | 'by' | 'within';

/** The kinds that a person can add, and what each asks for, in this order. A new kind is a line here and its words. */
export const stepKinds = {
  drop: ['field'],
  rename: ['field', 'to'],
  cast: ['field', 'type'],
  filter: ['field', 'operator', 'values'],
  redact: ['field', 'text'],
  hash: ['field'],
  deduplicate: ['by', 'within'],
} as const satisfies Record<Transform['kind'], readonly StepPlace[]>;

export type StepKind = keyof typeof stepKinds;

export const stepKindNames = Object.keys(stepKinds) as StepKind[];

/** The usual conditions; the API knows further ones, which say what a missing field does. */
export const operators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'exists',
  'not exists',
] as const satisfies readonly NonNullable<Transform['operator']>[];

export type Operator = (typeof operators)[number];

/** One step as a person typed it. What another kind asks for is kept empty. */
export interface StepForm {
  /** Tells steps apart while they are moved. */
  id: number;
  kind: StepKind;
  field: string;
  to: string;
  type: string;
  text: string;
  operator: Operator;
  /** Of in one a line. */
  values: string;
  /** Fields that make the key together, with commas between them. */
  by: string;
  within: string;
}

export interface TransformsForm {
  steps: StepForm[];
  /** Secret of the hashes; empty: the connection gets one of its own. */
  salt: string;
}

export const emptyTransforms: TransformsForm = { steps: [], salt: '' };

export const kStepsMax = 100;
const kSaltMin = 16;

export function placesOf(kind: StepKind): readonly StepPlace[] {
  return stepKinds[kind];
}

export function withStep(form: TransformsForm, kind: StepKind): TransformsForm {
  const id = Math.max(0, ...form.steps.map((step) => step.id)) + 1;
  const step: StepForm = {
    id,
    kind,
    field: '',
    to: '',
    type: '',
    text: '',
    operator: '=',
    values: '',
    by: '',
    within: '1h',
  };
  return { ...form, steps: [...form.steps, step] };
}

export function withChange(form: TransformsForm, id: number, change: Partial<StepForm>): TransformsForm {
  return { ...form, steps: form.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) };
}

export function withoutStep(form: TransformsForm, id: number): TransformsForm {
  return { ...form, steps: form.steps.filter((step) => step.id !== id) };
}

/** The step one place up (-1) or down (1); the same form where there is no such place. */
export function withMoved(form: TransformsForm, id: number, by: -1 | 1): TransformsForm {
  const from = form.steps.findIndex((step) => step.id === id);
  const step = form.steps[from];
  const other = form.steps[from + by];
  if (!step || !other) return form;
  const steps = [...form.steps];
  steps[from] = other;
  steps[from + by] = step;
  return { ...form, steps };
}

function isList(operator: Operator): boolean {
  return operator === 'in' || operator === 'not in';
}

export function takesValues(operator: Operator): 'none' | 'one' | 'list' {
  if (operator === 'exists' || operator === 'not exists') return 'none';
  return isList(operator) ? 'list' : 'one';
}

function valuesOf({ operator, values }: StepForm): string[] {
  switch (takesValues(operator)) {
    case 'none':
      return [];
    case 'one':
      return [values];
    case 'list':
      return values
        .split('\n')
        .map((value) => value.trim())
        .filter((value) => value !== '');
  }
}

function keyOf({ by }: StepForm): string[] {
  return by
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function transformOf(step: StepForm): Transform {
  const asks = (place: StepPlace) => placesOf(step.kind).includes(place);
  return {
    kind: step.kind,
    ...(asks('field') ? { field: step.field.trim() } : {}),
    ...(asks('to') ? { to: step.to.trim() } : {}),
    ...(asks('type') ? { type: step.type.trim() } : {}),
    ...(asks('text') && step.text !== '' ? { text: step.text } : {}),
    ...(asks('operator') ? { operator: step.operator, values: valuesOf(step) } : {}),
    ...(asks('by') ? { by: keyOf(step), within: step.within.trim() } : {}),
  };
}

export function hashes(form: TransformsForm): boolean {
  return form.steps.some((step) => step.kind === 'hash');
}

/** As a preview and a new connection take it; empty without steps. */
export function transformsBody(form: TransformsForm): { transforms?: Transform[]; hash_salt?: string } {
  if (form.steps.length === 0) return {};
  return {
    transforms: form.steps.map(transformOf),
    ...(hashes(form) && form.salt !== '' ? { hash_salt: form.salt } : {}),
  };
}

/** Whether both do the same to a message. */
export function areSame(one: TransformsForm, other: TransformsForm): boolean {
  return JSON.stringify(transformsBody(one)) === JSON.stringify(transformsBody(other));
}

export type TransformMistake =
  | 'fieldMissing'
  | 'nameWrong'
  | 'typeMissing'
  | 'valuesMissing'
  | 'keyMissing'
  | 'windowWrong';

const columnName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Hours, minutes and seconds, at least one of them: 1h30m. */
const duration = /^(?=\d)(\d+h)?(\d+m)?(\d+s)?$/;

/** What would be refused for certain, before anything is sent. */
export function stepMistake(step: StepForm): { place: StepPlace; key: TransformMistake } | null {
  if (step.kind === 'deduplicate') {
    if (keyOf(step).length === 0) return { place: 'by', key: 'keyMissing' };
    return duration.test(step.within.trim()) ? null : { place: 'within', key: 'windowWrong' };
  }
  if (step.field.trim() === '') return { place: 'field', key: 'fieldMissing' };
  if (step.kind === 'rename' && !columnName.test(step.to.trim())) return { place: 'to', key: 'nameWrong' };
  if (step.kind === 'cast' && step.type.trim() === '') return { place: 'type', key: 'typeMissing' };
  if (step.kind === 'filter' && takesValues(step.operator) === 'list' && valuesOf(step).length === 0)
    return { place: 'values', key: 'valuesMissing' };
  return null;
}

export function saltIsShort(form: TransformsForm): boolean {
  return hashes(form) && form.salt !== '' && form.salt.length < kSaltMin;
}

export function hasMistake(form: TransformsForm): boolean {
  return saltIsShort(form) || form.steps.some((step) => stepMistake(step) !== null);
}

/** Names of a topic's fields as a step writes them: a dot between parents, `\.` for one within a name. */
export function fieldNames(schema: TableSchema | null): string[] {
  const names = (schema?.fields ?? [])
    .map((field) => (field.path ?? []).map((part) => part.replace(/[\\.]/g, '\\$&')).join('.'))
    .filter((name) => name !== '');
  return [...new Set(names)];
}
