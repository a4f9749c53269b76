import { describe, expect, it } from 'vitest';
import type { ConnectionTest } from '@/api/types';
import { type BrokerForm, emptyForm } from './broker-form';
import { placeOfLayer, tokenStage, tokenUrlMistake } from './broker-problem';

const oauth: BrokerForm = { ...emptyForm, protocol: 'sasl_ssl', mechanism: 'OAUTHBEARER' };
type Layer = ConnectionTest['layers'][number];
const layer = (message: string, more: Partial<Layer> = {}): Layer => ({
  layer: 'sasl',
  ok: false,
  broker: 'k:9092',
  elapsed_ms: 5,
  message,
  remedy: '',
  ...more,
});
const failing = (...layers: Layer[]): ConnectionTest => ({ reachable: false, layers, topics: [] });

// As libs/kafka writes them.
const kRefused = 'k:9092: the provider of tokens refuses the client; check username and password';
const kNone = 'k:9092: no token could be had from token_url';
const kSilent = 'k:9092: signing in did not end; token_url seems to give no token';
const kBroker = 'k:9092: the broker refused the user name or password; check both and the SASL mechanism';

describe('placeOfLayer', () => {
  it.each([
    [kRefused, 'password'],
    [kNone, 'tokenUrl'],
    [kSilent, 'tokenUrl'],
    [kBroker, null],
  ])('tells of tokens "%s" at %s', (message, place) => {
    expect(placeOfLayer(failing(layer('', { layer: 'tcp', ok: true }), layer(message)), oauth)).toBe(place);
  });

  it('tells a refused password and an unknown CA at their fields', () => {
    const plain: BrokerForm = { ...oauth, mechanism: 'PLAIN' };
    expect(placeOfLayer(failing(layer(kBroker)), plain)).toBe('password');
    expect(placeOfLayer(failing(layer('k: certificate is not trusted', { layer: 'tls' })), plain)).toBe('ca');
    expect(placeOfLayer(failing(layer('refused', { layer: 'tcp' })), plain)).toBeNull();
    expect(placeOfLayer(null, plain)).toBeNull();
  });
});

it('tells a token that cannot be had from one that the broker refuses', () => {
  expect([kRefused, kNone, kSilent].map((message) => tokenStage(layer(message)))).toEqual([
    'token',
    'token',
    'token',
  ]);
  expect(tokenStage(layer(kBroker))).toBe('broker');
});

describe('tokenUrlMistake', () => {
  it.each([
    ['', 'tokenUrlMissing'],
    ['id.example/token', 'tokenUrlWrong'],
    ['http://id.example/token', 'tokenUrlWrong'],
    ['http://127.0.0.1.example/token', 'tokenUrlWrong'],
    ['https://id.example/token', null],
    ['http://localhost:8080/token', null],
    ['http://127.0.0.1', null],
  ])('finds %s: %s', (tokenUrl, mistake) => {
    expect(tokenUrlMistake({ ...oauth, tokenUrl })).toBe(mistake);
    expect(tokenUrlMistake({ ...oauth, mechanism: 'PLAIN', tokenUrl })).toBeNull();
  });
});
