import { describe, expect, it } from 'vitest';
import { readClientProperties } from './client-properties';

describe('readClientProperties', () => {
  it('reads what a Java client is given', () => {
    const text = `# staging
bootstrap.servers=a.example:9093,b.example:9093
security.protocol = SASL_SSL
sasl.mechanism: SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
  username="aurora" password="p\\"w=1";
`;
    expect(readClientProperties(text)).toEqual({
      brokers: 'a.example:9093,b.example:9093',
      protocol: 'sasl_ssl',
      mechanism: 'SCRAM-SHA-512',
      username: 'aurora',
      password: 'p"w=1',
    });
  });

  it('reads what librdkafka is given', () => {
    expect(readClientProperties('metadata.broker.list=k:9092\nsasl.username=u\nsasl.password=p')).toEqual({
      brokers: 'k:9092',
      username: 'u',
      password: 'p',
    });
  });

  it('reads whose tokens are shown to the brokers, as Java and as librdkafka write it', () => {
    const form = {
      mechanism: 'OAUTHBEARER',
      username: 'aurora',
      password: 's3cret',
      tokenUrl: 'https://id.example/token',
      scope: 'kafka',
    };
    const java = `sasl.mechanism=OAUTHBEARER
sasl.oauthbearer.token.endpoint.url=https://id.example/token
sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required \\
  clientId="aurora" clientSecret="s3cret" scope="kafka";`;
    const librdkafka = `sasl.mechanisms=OAUTHBEARER
sasl.oauthbearer.method=oidc
sasl.oauthbearer.client.id=aurora
sasl.oauthbearer.client.secret=s3cret
sasl.oauthbearer.scope=kafka
sasl.oauthbearer.token.endpoint.url=https://id.example/token`;
    expect(readClientProperties(java)).toEqual(form);
    expect(readClientProperties(librdkafka)).toEqual(form);
  });

  it.each(['', 'hello', 'color=red', 'security.protocol=MAGIC'])('takes nothing from "%s"', (text) => {
    expect(readClientProperties(text)).toBeNull();
  });
});
