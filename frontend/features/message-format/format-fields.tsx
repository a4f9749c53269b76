'use client';

import { useConnectTranslations } from '@/messages/connect-translation';
import { CertificateField, SecretField, SelectField, WordField } from '@/ui/field';
import {
  type FormatForm,
  type FormatPlace,
  formatKinds,
  needsRegistry,
  takesEnvelope,
  usesRegistry,
} from './format-form';

interface FormatFieldsProps {
  form: FormatForm;
  onForm: (form: FormatForm) => void;
  /** What is wrong at a field, where anything is. */
  problem: { place: FormatPlace; message: string } | null;
}

/** How the bytes of a message become a row: usually JSON, and then this is one select. */
export function FormatFields({ form, onForm, problem }: FormatFieldsProps) {
  const t = useConnectTranslations('format');
  const set = (change: Partial<FormatForm>) => onForm({ ...form, ...change });
  const at = (place: FormatPlace) => (problem?.place === place ? problem.message : undefined);
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <SelectField
          label={t('kind')}
          hint={t(`${form.kind}Hint`)}
          problem={at('kind')}
          value={form.kind}
          choices={formatKinds.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => {
            const kind = formatKinds.find((value) => value === event.target.value);
            if (kind) set({ kind });
          }}
        />
        {takesEnvelope(form.kind) ? (
          <SelectField
            label={t('envelope')}
            hint={form.debezium ? t('debeziumHint') : undefined}
            value={form.debezium ? 'debezium' : 'none'}
            choices={[
              { value: 'none', label: t('envelopeNone') },
              { value: 'debezium', label: t('debezium') },
            ]}
            onChange={(event) => set({ debezium: event.target.value === 'debezium' })}
          />
        ) : null}
      </div>
      {form.kind === 'csv' ? <CsvFields form={form} set={set} at={at} /> : null}
      {usesRegistry(form.kind) ? <RegistryFields form={form} set={set} at={at} /> : null}
    </>
  );
}

interface PartProps {
  form: FormatForm;
  set: (change: Partial<FormatForm>) => void;
  at: (place: FormatPlace) => string | undefined;
}

function CsvFields({ form, set, at }: PartProps) {
  const t = useConnectTranslations('format');
  return (
    <div className="grid gap-5 md:grid-cols-[1fr_7rem_7rem]">
      <WordField
        label={t('columns')}
        hint={t('columnsHint')}
        problem={at('columns')}
        value={form.columns}
        placeholder="ordered_at, state, total"
        onChange={(event) => set({ columns: event.target.value })}
      />
      <WordField
        label={t('delimiter')}
        hint={t('delimiterHint')}
        problem={at('delimiter')}
        value={form.delimiter}
        className="font-mono"
        onChange={(event) => set({ delimiter: event.target.value })}
      />
      <WordField
        label={t('quote')}
        problem={at('quote')}
        value={form.quote}
        className="font-mono"
        onChange={(event) => set({ quote: event.target.value })}
      />
    </div>
  );
}

function RegistryFields({ form, set, at }: PartProps) {
  const t = useConnectTranslations('format');
  const secure = /^https:/i.test(form.registryUrl.trim());
  return (
    <fieldset className="flex flex-col gap-5 rounded-lg border border-line p-4">
      <legend className="px-1.5 text-sm font-semibold">{t('registry')}</legend>
      <WordField
        label={needsRegistry(form.kind) ? t('url') : t('urlOptional')}
        hint={t('urlHint')}
        problem={at('url')}
        type="url"
        inputMode="url"
        value={form.registryUrl}
        placeholder="https://registry:8081"
        onChange={(event) => set({ registryUrl: event.target.value })}
      />
      <div className="grid gap-5 md:grid-cols-2">
        <WordField
          label={t('username')}
          hint={t('usernameHint')}
          problem={at('username')}
          value={form.registryUser}
          onChange={(event) => set({ registryUser: event.target.value })}
        />
        <SecretField
          label={t('password')}
          problem={at('password')}
          value={form.registryPassword}
          onChange={(event) => set({ registryPassword: event.target.value })}
        />
      </div>
      {secure || form.registryCa !== '' ? (
        <CertificateField
          label={t('ca')}
          hint={t('caHint')}
          problem={at('ca')}
          value={form.registryCa}
          onChange={(event) => set({ registryCa: event.target.value })}
        />
      ) : null}
    </fieldset>
  );
}
