import type { BrokerAddress } from '@/api/queries';
import type { Security } from '@/api/types';

/** What a person typed about the brokers. */
export interface BrokerForm {
  brokers: string;
  protocol: NonNullable<Security['protocol']>;
  mechanism: NonNullable<Security['sasl_mechanism']>;
  /** With OAUTHBEARER the client's id. */
  username: string;
  /** With OAUTHBEARER the client's secret. */
  password: string;
  tokenUrl: string;
  scope: string;
  ca: string;
}

export const emptyForm: BrokerForm = {
  brokers: '',
  protocol: 'plaintext',
  mechanism: 'SCRAM-SHA-512',
  username: '',
  password: '',
  tokenUrl: '',
  scope: '',
  ca: '',
};

const broker = /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/;
const kPortMax = 65_535;

/** "a:9092, b:9092" is right; a missing port is the usual mistake. */
export function brokersAreValid(text: string): boolean {
  const brokers = splitBrokers(text);
  return (
    brokers.length > 0 &&
    brokers.every((entry) => {
      const port = Number(broker.exec(entry)?.[1] ?? 0);
      return port > 0 && port <= kPortMax;
    })
  );
}

function splitBrokers(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

export function usesSasl(protocol: BrokerForm['protocol']): boolean {
  return protocol === 'sasl_plaintext' || protocol === 'sasl_ssl';
}

export function usesTls(protocol: BrokerForm['protocol']): boolean {
  return protocol === 'ssl' || protocol === 'sasl_ssl';
}

/** Whether the brokers are shown a token that a provider gives out. */
export function usesToken(form: Pick<BrokerForm, 'protocol' | 'mechanism'>): boolean {
  return usesSasl(form.protocol) && form.mechanism === 'OAUTHBEARER';
}

function saslOf(form: BrokerForm): Security {
  if (!usesSasl(form.protocol)) return {};
  const { mechanism, username, password, tokenUrl, scope } = form;
  return {
    sasl_mechanism: mechanism,
    username,
    password,
    ...(usesToken(form)
      ? { token_url: tokenUrl.trim(), ...(scope.trim() === '' ? {} : { scope: scope.trim() }) }
      : {}),
  };
}

/** Only what the protocol needs goes out: a password typed before the protocol was changed stays here. */
export function brokerAddress(form: BrokerForm): BrokerAddress {
  const { protocol } = form;
  return {
    brokers: splitBrokers(form.brokers).join(','),
    security: {
      protocol,
      ...(usesTls(protocol) && form.ca.trim() !== '' ? { ca_certificate: form.ca.trim() } : {}),
      ...saslOf(form),
    },
  };
}
