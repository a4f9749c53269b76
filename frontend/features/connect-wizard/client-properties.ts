import type { BrokerForm } from './broker-form';

const protocols = {
  PLAINTEXT: 'plaintext',
  SSL: 'ssl',
  SASL_PLAINTEXT: 'sasl_plaintext',
  SASL_SSL: 'sasl_ssl',
} as const;
const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'] as const;

/** key=value lines as Java reads them: comments, a backslash that continues a line, `:` for `=`. */
function pairs(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/\\\r?\n\s*/g, '').split(/\r?\n/)) {
    const match = /^\s*([A-Za-z][\w.-]*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) found.set(match[1], match[2] ?? '');
  }
  return found;
}

function jaas(text: string, name: string): string | undefined {
  const match = new RegExp(`${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|'([^']*)')`).exec(text);
  return match ? (match[1]?.replace(/\\(.)/g, '$1') ?? match[2]) : undefined;
}

/** What a Kafka client.properties (or a librdkafka configuration) says of brokers and security; null when it is none. */
export function readClientProperties(text: string): Partial<BrokerForm> | null {
  const values = pairs(text);
  const brokers = values.get('bootstrap.servers') ?? values.get('metadata.broker.list');
  const protocolName = (values.get('security.protocol') ?? '').toUpperCase();
  const protocol = Object.entries(protocols).find(([name]) => name === protocolName)?.[1];
  const mechanismName = values.get('sasl.mechanism') ?? values.get('sasl.mechanisms');
  const mechanism = mechanisms.find((name) => name === mechanismName?.toUpperCase());
  const login = values.get('sasl.jaas.config') ?? '';
  const oauth = mechanism === 'OAUTHBEARER';
  const username = oauth
    ? (jaas(login, 'clientId') ?? values.get('sasl.oauthbearer.client.id'))
    : (jaas(login, 'username') ?? values.get('sasl.username'));
  const password = oauth
    ? (jaas(login, 'clientSecret') ?? values.get('sasl.oauthbearer.client.secret'))
    : (jaas(login, 'password') ?? values.get('sasl.password'));
  const tokenUrl = values.get('sasl.oauthbearer.token.endpoint.url');
  const scope = jaas(login, 'scope') ?? values.get('sasl.oauthbearer.scope');
  const form: Partial<BrokerForm> = {
    ...(brokers ? { brokers } : {}),
    ...(protocol ? { protocol } : {}),
    ...(mechanism ? { mechanism } : {}),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(scope === undefined ? {} : { scope }),
  };
  return Object.keys(form).length > 0 ? form : null;
}
