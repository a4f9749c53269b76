import { describe, expect, it } from 'vitest';
import { type BrokerForm, brokerAddress, brokersAreValid, emptyForm } from './broker-form';

describe('brokersAreValid', () => {
  it.each(['kafka:9092', 'a.example:9092,b.example:9093', '10.0.0.1:9092 , [::1]:9092'])(
    'takes %s',
    (text) => {
      expect(brokersAreValid(text)).toBe(true);
    },
  );
  it.each(['', 'kafka', 'kafka:', 'kafka:0', 'kafka:99999', 'http://kafka:9092', 'a:9092,b'])(
    'refuses %s',
    (text) => {
      expect(brokersAreValid(text)).toBe(false);
    },
  );
});

describe('brokerAddress', () => {
  it('sends no secret that the protocol does not use', () => {
    const form = { ...emptyForm, brokers: 'a:1, b:2', username: 'u', password: 'p', ca: 'PEM' };
    expect(brokerAddress(form)).toEqual({ brokers: 'a:1,b:2', security: { protocol: 'plaintext' } });
  });

  it('sends sign-in and certificate where they are used', () => {
    const form = {
      ...emptyForm,
      brokers: 'a:1',
      protocol: 'sasl_ssl' as const,
      username: 'u',
      password: 'p',
      ca: ' PEM ',
    };
    expect(brokerAddress(form).security).toEqual({
      protocol: 'sasl_ssl',
      ca_certificate: 'PEM',
      sasl_mechanism: 'SCRAM-SHA-512',
      username: 'u',
      password: 'p',
    });
  });

  it('asks a provider for tokens where that was chosen, and sends its address nowhere else', () => {
    const form: BrokerForm = {
      ...emptyForm,
      brokers: 'a:1',
      protocol: 'sasl_plaintext',
      mechanism: 'OAUTHBEARER',
      username: 'client',
      password: 'secret',
      tokenUrl: ' https://id.example/token ',
      scope: '',
    };
    const token = { sasl_mechanism: 'OAUTHBEARER', username: 'client', password: 'secret' };
    expect(brokerAddress(form).security).toEqual({
      protocol: 'sasl_plaintext',
      ...token,
      token_url: 'https://id.example/token',
    });
    expect(brokerAddress({ ...form, scope: 'kafka' }).security).toMatchObject({ scope: 'kafka' });
    expect(brokerAddress({ ...form, mechanism: 'PLAIN' }).security).not.toHaveProperty('token_url');
    expect(brokerAddress({ ...form, protocol: 'ssl' }).security).toEqual({ protocol: 'ssl' });
  });
});
