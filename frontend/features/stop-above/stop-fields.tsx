'use client';

import { useRulesTranslations } from '@/messages/rules-translation';
import { SelectField, TextField } from '@/ui/field';
import { type StopForm, stopMistake } from './stop-form';

interface StopFieldsProps {
  form: StopForm;
  onForm: (form: StopForm) => void;
  disabled?: boolean;
}

/** Whether a connection stops when it rejects much, and from which share on; its effect in words. */
export function StopFields({ form, onForm, disabled = false }: StopFieldsProps) {
  const t = useRulesTranslations('stop');
  const mistake = stopMistake(form);
  const at = (place: 'share' | 'window') => (mistake?.place === place ? t(mistake.key) : undefined);
  const effect = form.on ? t('effect', { share: form.share, window: form.window }) : t('neverEffect');
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={t('title')}
        hint={mistake ? t('hint') : `${effect} ${t('hint')}`}
        value={form.on ? 'above' : 'never'}
        disabled={disabled}
        choices={[
          { value: 'never', label: t('never') },
          { value: 'above', label: t('above') },
        ]}
        onChange={(event) => onForm({ ...form, on: event.target.value === 'above' })}
      />
      {form.on ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t('share')}
            problem={at('share')}
            inputMode="decimal"
            value={form.share}
            disabled={disabled}
            autoComplete="off"
            onChange={(event) => onForm({ ...form, share: event.target.value })}
          />
          <TextField
            label={t('window')}
            problem={at('window')}
            inputMode="numeric"
            value={form.window}
            disabled={disabled}
            autoComplete="off"
            onChange={(event) => onForm({ ...form, window: event.target.value })}
          />
        </div>
      ) : null}
    </div>
  );
}
