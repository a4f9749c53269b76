/** What transforms did to one field of a message. Values are JSON. */
export type FieldChange =
  | { kind: 'dropped'; field: string; before: string }
  | { kind: 'renamed'; field: string; to: string }
  | { kind: 'changed'; field: string; before: string; after: string }
  | { kind: 'added'; field: string; after: string };

// A text that is a number as the message writes it: read as a number it would lose digits beyond 2^53.
const kNumber = '\\u0000';
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const keptNumber = /"\\u0000([^"]*)"/g;

function parseKeepingDigits(json: string): unknown {
  return JSON.parse(
    json.replace(textOrNumber, (found) => (found[0] === '"' ? found : `"${kNumber}${found}"`)),
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(value).replace(keptNumber, '$1');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Each field of an object with its value, by its dotted name; a list is one value. */
function leaves(object: Record<string, unknown>, parents: string[], into: Map<string, string>): void {
  for (const [name, value] of Object.entries(object)) {
    const path = [...parents, name];
    if (isObject(value) && Object.keys(value).length > 0) leaves(value, path, into);
    else into.set(path.join('.'), textOf(value));
  }
}

function fieldsOf(json: string): Map<string, string> | null {
  try {
    const value = parseKeepingDigits(json);
    if (!isObject(value)) return null;
    const fields = new Map<string, string>();
    leaves(value, [], fields);
    return fields;
  } catch {
    return null;
  }
}

/** The one field of the others that has this value; null where there is none or the choice is not clear. */
function only(value: string, fields: Map<string, string>): string | null {
  const found = [...fields].filter(([, other]) => other === value);
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** What differs between a message and the same behind its transforms; null where one of them is no whole JSON object. */
export function changesOf(before: string, after: string): FieldChange[] | null {
  const old = fieldsOf(before);
  const next = fieldsOf(after);
  if (!old || !next) return null;
  const gone = new Map([...old].filter(([field]) => !next.has(field)));
  const come = new Map([...next].filter(([field]) => !old.has(field)));
  const changes: FieldChange[] = [];
  for (const [field, value] of old) {
    const now = next.get(field);
    if (now !== undefined) {
      if (now !== value) changes.push({ kind: 'changed', field, before: value, after: now });
      continue;
    }
    const to = only(value, come);
    if (to === null || only(value, gone) === null) {
      changes.push({ kind: 'dropped', field, before: value });
      continue;
    }
    come.delete(to);
    changes.push({ kind: 'renamed', field, to });
  }
  for (const [field, value] of come) changes.push({ kind: 'added', field, after: value });
  return changes;
}
