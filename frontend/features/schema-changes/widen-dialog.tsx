'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { changeConnection } from '@/api/schema-changes';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { useTakeOver } from './use-take-over';
import { widerTypes } from './wider-types';

interface WidenDialogProps {
  id: string;
  /** The column; null while the dialog is closed. */
  column: { name: string; type: string } | null;
  onClose: () => void;
}

export function WidenDialog({ id, column, onClose }: WidenDialogProps) {
  const t = useConnectTranslations('changes');
  return (
    <Dialog title={t('widenTitle', { name: column?.name ?? '' })} open={column !== null} onClose={onClose}>
      {column ? <WidenForm key={column.name} id={id} column={column} onClose={onClose} /> : null}
    </Dialog>
  );
}

interface WidenFormProps extends WidenDialogProps {
  column: { name: string; type: string };
}

const other = 'other';

/** A wider type from what is possible, or one that a person writes; a refusal says what is possible, at the field. */
function WidenForm({ id, column, onClose }: WidenFormProps) {
  const t = useConnectTranslations('changes');
  const common = useTranslations('common');
  const takeOver = useTakeOver(id);
  const types = widerTypes(column.type);
  const [chosen, setChosen] = useState(types[0] ?? other);
  const [written, setWritten] = useState('');
  const type = chosen === other ? written.trim() : chosen;
  const widen = useMutation({
    mutationFn: () => changeConnection(id, { columns: [{ name: column.name, type }] }),
    onSuccess: (changed) => {
      takeOver(changed);
      onClose();
    },
  });
  const refused =
    widen.error && asProblem(widen.error).status === 400 ? asProblem(widen.error).message : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (type !== '') widen.mutate();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p>
        {t('widenNow', { type: column.type })} {t('widenHint')}
      </p>
      <SelectField
        label={t('widenType')}
        problem={chosen === other ? undefined : refused}
        value={chosen}
        choices={[
          ...types.map((value) => ({ value, label: value })),
          { value: other, label: t('widenOther') },
        ]}
        onChange={(event) => {
          widen.reset();
          setChosen(event.target.value);
        }}
      />
      {chosen === other ? (
        <TextField
          label={t('widenOwn')}
          problem={refused}
          value={written}
          placeholder="Decimal(38, 4)"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => {
            widen.reset();
            setWritten(event.target.value);
          }}
        />
      ) : null}
      <p className="text-sm text-ink-soft">{t('widenEffect')}</p>
      {widen.error && refused === undefined ? <ProblemNotice error={widen.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" look="primary" disabled={type === '' || widen.isPending}>
          {t('widen')}
        </Button>
      </div>
    </form>
  );
}
