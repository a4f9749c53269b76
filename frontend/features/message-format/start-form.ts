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

/** Whether each entry is partition:offset, of several topics topic:partition:offset, and names its partition alone. */
function offsetsAreValid(text: string, several: boolean): boolean {
  const entries = offsetEntries(text);
  const form = several ? /^([\w.-]+:)(\d{1,9}):\d{1,18}$/ : /^()(\d{1,9}):\d{1,18}$/;
  const partitions = new Set(
    entries.map((entry) => {
      const [, topic, partition] = form.exec(entry) ?? [];
      return `${topic}${Number(partition)}`;
    }),
  );
  return (
    entries.length > 0 && entries.every((entry) => form.test(entry)) && partitions.size === entries.length
  );
}

/** Key of what is wrong with it; null when nothing is. Of several topics an offset names its topic. */
export function startMistake(
  form: StartForm,
  several = false,
): 'startTimeMissing' | 'startOffsetsWrong' | 'startOffsetsWrongSeveral' | null {
  if (form.kind === 'time' && Number.isNaN(Date.parse(form.time))) return 'startTimeMissing';
  if (form.kind === 'offsets' && !offsetsAreValid(form.offsets, several))
    return several ? 'startOffsetsWrongSeveral' : 'startOffsetsWrong';
  return null;
}

/** As the API takes it. */
export function startText(form: StartForm): string {
  if (form.kind === 'time') return new Date(form.time).toISOString();
  if (form.kind === 'offsets') return offsetEntries(form.offsets).join(',');
  return form.kind;
}
