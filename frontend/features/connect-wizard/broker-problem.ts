import type { ConnectionTest } from '@/api/types';
import { type BrokerForm, usesSasl, usesToken } from './broker-form';

export type BrokerPlace = 'tokenUrl' | 'username' | 'password' | 'scope' | 'ca';

const here = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]|$)/i;

/** Key of what is wrong with the address of tokens; null when nothing is, or none is asked for. */
export function tokenUrlMistake(form: BrokerForm): 'tokenUrlMissing' | 'tokenUrlWrong' | null {
  if (!usesToken(form)) return null;
  const url = form.tokenUrl.trim();
  if (url === '') return 'tokenUrlMissing';
  if (!URL.canParse(url)) return 'tokenUrlWrong';
  // The client's secret travels there.
  return /^https:\/\//i.test(url) || here.test(url) ? null : 'tokenUrlWrong';
}

/** Which half of signing in by a token has failed: getting one, or showing it to the broker. */
export function tokenStage(layer: ConnectionTest['layers'][number]): 'token' | 'broker' {
  return /token_url|provider of tokens|\bno token\b/.test(layer.message) ? 'token' : 'broker';
}

/** The field that a failed test is about; null where it is about none, or about several alike. */
export function placeOfLayer(test: ConnectionTest | null, form: BrokerForm): BrokerPlace | null {
  const failed = test?.layers.find((layer) => !layer.ok);
  if (failed?.layer === 'tls') return /certificate/i.test(failed.message + failed.remedy) ? 'ca' : null;
  if (failed?.layer !== 'sasl' || !usesSasl(form.protocol)) return null;
  if (!usesToken(form)) return /refused the user name or password/.test(failed.message) ? 'password' : null;
  if (tokenStage(failed) === 'broker') return null;
  return /refuses the client/.test(failed.message) ? 'password' : 'tokenUrl';
}
