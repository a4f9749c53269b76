'use client';

import { useConnectTranslations } from '@/messages/connect-translation';
import { SecretField, SelectField, WordField } from '@/ui/field';
import { type BrokerForm, usesToken } from './broker-form';
import type { BrokerPlace } from './broker-problem';

const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'] as const;

interface SaslFieldsProps {
  form: BrokerForm;
  set: (change: Partial<BrokerForm>) => void;
  /** What is wrong at a field. */
  at: (place: BrokerPlace) => string | undefined;
}

/** Who signs in to the brokers: a user with a password, or a client whose tokens a provider gives out. */
export function SaslFields({ form, set, at }: SaslFieldsProps) {
  const t = useConnectTranslations('wizard');
  const token = usesToken(form);
  return (
    <>
      <div className="grid gap-5 md:grid-cols-3">
        <SelectField
          label={t('mechanism')}
          value={form.mechanism}
          choices={mechanisms.map((value) => ({ value, label: value }))}
          onChange={(event) => {
            const mechanism = mechanisms.find((value) => value === event.target.value);
            if (mechanism) set({ mechanism });
          }}
        />
        <WordField
          label={token ? t('clientId') : t('username')}
          problem={at('username')}
          value={form.username}
          onChange={(event) => set({ username: event.target.value })}
        />
        <SecretField
          label={token ? t('clientSecret') : t('password')}
          problem={at('password')}
          value={form.password}
          onChange={(event) => set({ password: event.target.value })}
        />
      </div>
      {token ? (
        <div className="grid gap-5 md:grid-cols-3">
          <div className="md:col-span-2">
            <WordField
              label={t('tokenUrl')}
              hint={t('tokenUrlHint')}
              problem={at('tokenUrl')}
              type="url"
              inputMode="url"
              value={form.tokenUrl}
              placeholder="https://id.example/oauth2/token"
              onChange={(event) => set({ tokenUrl: event.target.value })}
            />
          </div>
          <WordField
            label={t('scope')}
            hint={t('scopeHint')}
            problem={at('scope')}
            value={form.scope}
            onChange={(event) => set({ scope: event.target.value })}
          />
        </div>
      ) : null}
    </>
  );
}
