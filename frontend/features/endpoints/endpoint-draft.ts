import type { Answer, Endpoint } from '@/api/types';

/** A parameter as the dialog has it: an empty default means that each call gives the value. */
export interface DraftParameter {
  name: string;
  type: string;
  value: string;
}

// Texts, quoted names and comments are matched first, so that no brace within them is taken for a parameter.
const kPieces =
  /'(?:[^'\\]|\\.|'')*'|`[^`]*`|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\{\s*(\w+)\s*:\s*([^}]+?)\s*\}/g;

/** The {name:Type} of a statement, each once, in the order in which they come first. */
export function parametersOf(sql: string): { name: string; type: string }[] {
  const found = new Map<string, { name: string; type: string }>();
  for (const [, name, type] of sql.matchAll(kPieces)) {
    if (name && type && !found.has(name)) found.set(name, { name, type });
  }
  return [...found.values()];
}

/**
 * Defaults from what the answer was given: not for moments, which would hold "this week" to the week in which it was
 * asked.
 */
export function draftParameters(sql: string, known: Answer['parameters']): DraftParameter[] {
  return parametersOf(sql).map(({ name, type }) => {
    const value = known.find((one) => one.name === name)?.value ?? '';
    return { name, type, value: type.includes('Date') ? '' : value };
  });
}

/** "Revenue by state, this week" -> "revenue-by-state-this-week": what can be part of an address. */
export function endpointName(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '');
  return words.slice(0, 48).replace(/-+$/, '');
}

export function isEndpointName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/.test(name);
}

type Callable = Pick<Endpoint, 'path' | 'parameters'>;

/** The address with an example for each value that a call must give. */
export function exampleAddress(endpoint: Callable): string {
  const query = endpoint.parameters
    .filter(({ required }) => required)
    .map(({ name, example }) => `${name}=${encodeURIComponent(example)}`)
    .join('&');
  return query === '' ? endpoint.path : `${endpoint.path}?${query}`;
}

/** A line for a terminal. Nothing in it can end a quote: tokens and encoded values have none. */
export function curlLine(origin: string, endpoint: Callable, token: string): string {
  const address = `${origin}${exampleAddress(endpoint).replaceAll("'", '%27')}`;
  return `curl -H 'Authorization: Bearer ${token}' '${address}'`;
}
