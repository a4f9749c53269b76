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

export const termPlaces: readonly TermPlace[] = ['term', 'kind', 'definition', 'table'];
