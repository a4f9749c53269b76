'use client';

import { useConnectTranslations } from '@/messages/connect-translation';
import { SelectField, TextField } from '@/ui/field';
import { type StartForm, startKinds } from './start-form';

interface StartFieldsProps {
  start: StartForm;
  onStart: (start: StartForm) => void;
  problem: string | undefined;
  /** Of several topics: an offset names its topic. */
  several?: boolean;
}

/** Where reading begins; what a choice needs beyond itself stands below it. */
export function StartFields({ start, onStart, problem, several = false }: StartFieldsProps) {
  const t = useConnectTranslations('format');
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t('start')}
        value={start.kind}
        choices={startKinds.map((value) => ({ value, label: t(value) }))}
        onChange={(event) => {
          const kind = startKinds.find((value) => value === event.target.value);
          if (kind) onStart({ ...start, kind });
        }}
      />
      {start.kind === 'time' ? (
        <TextField
          label={t('startTime')}
          hint={t('startTimeHint')}
          problem={problem}
          type="datetime-local"
          step={1}
          value={start.time}
          onChange={(event) => onStart({ ...start, time: event.target.value })}
        />
      ) : null}
      {start.kind === 'offsets' ? (
        <TextField
          label={t('startOffsets')}
          hint={t(several ? 'startOffsetsHintSeveral' : 'startOffsetsHint')}
          problem={problem}
          value={start.offsets}
          placeholder={several ? 'orders.eu:0:1200' : '0:1200, 1:1180'}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onStart({ ...start, offsets: event.target.value })}
        />
      ) : null}
    </div>
  );
}
