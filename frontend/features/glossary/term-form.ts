import { asProblem } from '@/api/problem';
import type { NewTerm, Term } from '@/api/types';

export type TermKind = NewTerm['kind'];
export const termKinds = ['measure', 'filter', 'synonym'] as const satisfies readonly TermKind[];

/** A term as it is typed. */
export interface TermForm {
  term: string;
  kind: TermKind;
  definition: string;
  /** "database.table"; not looked at for a synonym. */
  table: string;
}

export type TermPlace = keyof TermForm;

export const emptyTerm: TermForm = { term: '', kind: 'measure', definition: '', table: '' };

export function formOf({ term, kind, definition, table }: Term): TermForm {
  return { term, kind, definition, table: table ?? '' };
}

/** A synonym belongs to no table: one that was chosen before stays in the form and is not sent. */
export function termBody({ term, kind, definition, table }: TermForm): NewTerm {
  const body = { term: term.trim(), kind, definition: definition.trim() };
  return kind === 'synonym' ? body : { ...body, table };
}

export interface TermMistake {
  place: TermPlace;
  key: 'missingTerm' | 'missingTable' | 'missingDefinition';
}

/** What is missing, told before anything is sent. */
export function termMistake(form: TermForm): TermMistake | null {
  if (form.term.trim() === '') return { place: 'term', key: 'missingTerm' };
  if (form.kind !== 'synonym' && form.table === '') return { place: 'table', key: 'missingTable' };
  if (form.definition.trim() === '') return { place: 'definition', key: 'missingDefinition' };
  return null;
}

export interface PlacedProblem<Place extends string> {
  place: Place;
  /** What is wrong and the remedy, as the gateway said it. */
  message: string;
}

/** The field that a refusal names at its beginning ("definition: ..."); null where it is about no field of the form. */
export function placeIn<Place extends string>(
  error: unknown,
  places: readonly Place[],
): PlacedProblem<Place> | null {
  if (!error) return null;
  const { message, status } = asProblem(error);
  if (status < 400 || status >= 500) return null;
  const found = /^(\w+): (.+)$/s.exec(message);
  const place = places.find((one) => one === found?.[1]);
  return place && found?.[2] ? { place, message: found[2] } : null;
}

const termPlaces: readonly TermPlace[] = ['term', 'kind', 'definition', 'table'];

export const placeOfTerm = (error: unknown) => placeIn(error, termPlaces);

/** Terms that have the text in their words, definition or table. */
export function foundTerms(terms: Term[], text: string): Term[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return terms;
  return terms.filter(({ term, definition, table }) =>
    [term, definition, table ?? ''].some((part) => part.toLowerCase().includes(wanted)),
  );
}
