import type { Status } from '@/api/types';

/** The language model as the query engine tells of it in its part of the status. */
export interface ModelState {
  name: string;
  endpoint: string;
  /** Whether it is asked second or always. */
  use: 'unsure' | 'always';
  /** How its last request ended. */
  state: 'answers' | 'fails' | 'not asked yet';
  /** Columns whose values it sees, as one line; null for none. */
  values: string | null;
  /** In the provider's currency, today. */
  spent: string;
  /** Null for no limit. */
  budget: string | null;
}

const states = ['answers', 'fails', 'not asked yet'] as const;
const asText = (value: unknown) => (value === undefined ? '' : String(value));
const orNull = (value: unknown) => (value === undefined || value === 'none' ? null : String(value));

/** "embedded" where no model is configured; null where the query engine does not tell. */
export function modelState({ parts }: Pick<Status, 'parts'>): ModelState | 'embedded' | null {
  const details = parts.find(({ name }) => name === 'query-engine')?.details;
  const name = details?.model;
  if (!details || name === undefined || name === '') return null;
  if (name === 'embedded' && details.model_endpoint === undefined) return 'embedded';
  return {
    name: String(name),
    endpoint: asText(details.model_endpoint),
    use: details.model_use === 'always' ? 'always' : 'unsure',
    state: states.find((state) => state === details.model_state) ?? 'not asked yet',
    values: orNull(details.model_values),
    spent: asText(details.model_spent_today) || '0',
    budget: orNull(details.model_budget_per_day),
  };
}
