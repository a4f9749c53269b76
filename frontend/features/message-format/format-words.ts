import type { Connection } from '@/api/types';
import type texts from '@/messages/en.connect.json';
import type { Translate } from '@/messages/translator';

type Words = Translate<(typeof texts)['format']>;

/** What is known of a connection's format, as names and values for people. */
export function formatFacts(format: Connection['format'], t: Words): [string, string][] {
  const { kind = 'json', envelope = 'none', csv, registry } = format;
  const debezium = envelope === 'debezium';
  return [
    [t('kind'), debezium ? t('inEnvelope', { kind: t(kind) }) : t(kind)],
    ...(kind === 'csv' && (csv?.columns ?? []).length > 0
      ? [[t('columns'), (csv?.columns ?? []).join(', ')] as [string, string]]
      : []),
    ...(registry
      ? [
          [
            t('registry'),
            registry.username
              ? t('registryAs', { url: registry.url, user: registry.username })
              : registry.url,
          ] as [string, string],
        ]
      : []),
  ];
}
