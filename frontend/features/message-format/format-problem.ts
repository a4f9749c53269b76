import { asProblem } from '@/api/problem';
import type { FormatForm, FormatPlace } from './format-form';

export interface PlacedProblem {
  place: FormatPlace;
  /** What, where and the remedy, as the gateway said it. */
  message: string;
}

/** Words of the gateway's message, where its code alone does not tell the field. */
const byWords: [RegExp, FormatPlace][] = [
  [/^(schema registry|the schema registry|format \w+ needs the URL of a schema registry)/, 'url'],
  [/^format csv: delimiter/, 'delimiter'],
  [/^format csv:/, 'columns'],
  [/^format \w+ /, 'kind'],
  [/: no message can be read as /, 'kind'],
  [/^topic \S+, partition \d+: (the topic has no such partition|offset )/, 'start'],
  [/^start\b/, 'start'],
];

/** The field that an error is about: it is told there, beside what has to be changed. Null where no field is. */
export function placeOfProblem(error: unknown, form: FormatForm): PlacedProblem | null {
  if (!error) return null;
  const { code, message, status } = asProblem(error);
  switch (code) {
    case 'registry_refused':
      return { place: form.registryUser === '' ? 'username' : 'password', message };
    case 'registry_unreachable':
      return { place: /certificate/i.test(message) ? 'ca' : 'url', message };
    case 'registry_error':
      return { place: 'url', message };
  }
  if (status !== 400) return null;
  const found = byWords.find(([words]) => words.test(message));
  return found ? { place: found[1], message } : null;
}
