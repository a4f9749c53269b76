import { asProblem } from '@/api/problem';
import type { StepPlace, TransformsForm } from './transform-form';

export interface StepProblem {
  /** Place of the step in the list, from 0 on; null for the secret of hashes. */
  index: number | null;
  place: StepPlace;
  /** What is wrong and the remedy, as the gateway said it. */
  message: string;
}

/** Words of a refusal that is about another control than the field. */
const byWords: [RegExp, StepPlace][] = [
  [/new name|have this name/, 'to'],
  [/^the text\b/, 'text'],
  [/^(exists|in) takes|^the comparison takes|^a value is longer/, 'values'],
  [/operator/, 'operator'],
  [/\btype\b/, 'type'],
];

/** "transforms[1].type ..." of a request that is not well formed. */
const member = /^transforms\[(\d+)\](?:\.(\w+))? (.*)$/s;
/** "transform 2 (rename:ts=created_at): ...", "transform 2: ...". */
const step = /^transform (\d+)(?: \(.*?\))?: (.*)$/s;

/** A message of the topic has what a step renames to. */
const taken = /\bhas a field (\S+) of its own\b/;

const places: readonly StepPlace[] = ['field', 'to', 'type', 'text', 'operator', 'values', 'by', 'within'];

/** The step and control that a refusal is about; null where it is about none of them. */
export function placeOfTransform(error: unknown, form: TransformsForm): StepProblem | null {
  if (!error) return null;
  const { message, status } = asProblem(error);
  const name = taken.exec(message)?.[1];
  const index = form.steps.findIndex((one) => one.kind === 'rename' && one.to.trim() === name);
  if (index >= 0) return { index, place: 'to', message };
  if (status !== 400) return null;
  if (/^(hash_salt|the secret of hashes)\b/.test(message)) return { index: null, place: 'text', message };
  const named = member.exec(message);
  if (named)
    return {
      index: Number(named[1]),
      place: places.find((place) => place === named[2]) ?? 'field',
      message,
    };
  const found = step.exec(message);
  if (!found) return null;
  const words = found[2] ?? '';
  if (form.steps[Number(found[1]) - 1]?.kind === 'deduplicate')
    return {
      index: Number(found[1]) - 1,
      place: /within|window/.test(words) ? 'within' : 'by',
      message: words,
    };
  const place = byWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'field';
  return { index: Number(found[1]) - 1, place, message: words };
}
