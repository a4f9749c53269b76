/** Where reading begins. */
export interface StartForm {
  kind: 'earliest' | 'latest' | 'time' | 'offsets';
  /** As a date-time field holds it: local time without a zone. */
  time: string;
  /** "0:1200, 1:1180" */
  offsets: string;
}

export const startKinds = ['earliest', 'latest', 'time', 'offsets'] as const;

export const emptyStart: StartForm = { kind: 'earliest', time: '', offsets: '' };

function offsetEntries(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

/** Whether each entry is partition:offset and names its partition alone. */
function offsetsAreValid(text: string): boolean {
  const entries = offsetEntries(text);
  const partitions = new Set(entries.map((entry) => Number(entry.split(':')[0])));
  return (
    entries.length > 0 &&
    entries.every((entry) => /^\d{1,9}:\d{1,18}$/.test(entry)) &&
    partitions.size === entries.length
  );
}

/** Key of what is wrong with it; null when nothing is. */
export function startMistake(form: StartForm): 'startTimeMissing' | 'startOffsetsWrong' | null {
  if (form.kind === 'time' && Number.isNaN(Date.parse(form.time))) return 'startTimeMissing';
  if (form.kind === 'offsets' && !offsetsAreValid(form.offsets)) return 'startOffsetsWrong';
  return null;
}

/** As the API takes it. */
export function startText(form: StartForm): string {
  if (form.kind === 'time') return new Date(form.time).toISOString();
  if (form.kind === 'offsets') return offsetEntries(form.offsets).join(',');
  return form.kind;
}
