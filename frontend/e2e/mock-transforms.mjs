// What the stand-in's previews do with transforms: the simple half of what ingest does.

/** [status, code, detail] of transforms that are refused; null for what is taken. */
export function transformRefusal(transforms = []) {
  const names = new Set();
  for (const [index, { kind, field, to }] of transforms.entries()) {
    const where = `transform ${index + 1} (${kind}:${field}${to ? `=${to}` : ''})`;
    if (kind === 'rename' && names.has(to))
      return [400, 'invalid_request', `${where}: two fields cannot have this name; choose another`];
    if (kind === 'rename') names.add(to);
  }
  return null;
}

const meets = (value, { operator, values }) =>
  operator === 'not in' ? !values.includes(String(value)) : values.includes(String(value));

/** The message behind the transforms; null where a filter leaves it out. */
function transformed(value, transforms) {
  const message = JSON.parse(value);
  for (const step of transforms) {
    const { kind, field } = step;
    if (kind === 'filter' && !meets(message[field], step)) return null;
    if (kind === 'redact') message[field] = step.text ?? '[redacted]';
    if (kind === 'hash') message[field] = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    if (kind === 'rename') message[step.to] = message[field];
    if (kind === 'rename' || kind === 'drop') delete message[field];
  }
  return JSON.stringify(message);
}

export function withTransforms(preview, transforms = []) {
  if (transforms.length === 0) return preview;
  const renamed = new Map(
    transforms.filter((one) => one.kind === 'rename').map((one) => [one.field, one.to]),
  );
  const dropped = transforms.filter((one) => one.kind === 'drop').map((one) => one.field);
  const types = new Map(transforms.filter((one) => one.kind === 'cast').map((one) => [one.field, one.type]));
  const named = (entry) => ({
    ...entry,
    name: renamed.get(entry.name) ?? entry.name,
    ...(entry.type ? { type: types.get(entry.name) ?? entry.type } : {}),
  });
  const kept = (entry) => !dropped.includes(entry.name);
  const messages = preview.messages.map((message) => {
    const after = transformed(message.value, transforms);
    return after === null ? { ...message, filtered: true } : { ...message, transformed: after };
  });
  return {
    ...preview,
    messages,
    filtered: messages.some((message) => message.filtered) ? 334 : 0,
    schema: { ...preview.schema, fields: preview.schema.fields.filter(kept).map(named) },
    evidence: preview.evidence.filter(kept).map(named),
  };
}
