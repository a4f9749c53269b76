'use client';

import type { ReactNode } from 'react';
import type { Connection } from '@/api/types';
import { useMayChange } from '@/features/session/use-may-change';
import { useConnectTranslations } from '@/messages/connect-translation';
import { EmptyState } from '@/ui/empty-state';
import { ColumnList } from './column-list';
import { PolicyForm } from './policy-form';
import { ProposalList } from './proposal-list';
import { SchemaHistory } from './schema-history';

/** What a table's columns are, what they may become, and how they came to be. */
export function SchemaPart({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('changes');
  const words = useConnectTranslations('connect');
  const known = useMayChange();
  const mayChange = known === true;
  const { schema, evolution } = connection;
  return (
    <div className="flex flex-col pb-2">
      <div className="flex flex-col gap-4 px-4 pt-4 pb-5 md:px-5">
        <PolicyForm connection={connection} mayChange={mayChange} />
        {known === false ? <p className="text-sm text-ink-soft">{t('viewer')}</p> : null}
      </div>
      <Section title={t('proposals')} note={t('proposalsNote', { count: evolution.open_proposals })}>
        <ProposalList connection={connection} mayChange={mayChange} />
      </Section>
      <Section title={t('columns')} flush>
        {schema ? (
          <ColumnList connection={{ ...connection, schema }} mayChange={mayChange} />
        ) : (
          <EmptyState title={words('waiting')}>{words('emptyBody')}</EmptyState>
        )}
      </Section>
      <Section title={t('history')}>
        <SchemaHistory id={connection.id} />
      </Section>
    </div>
  );
}

interface SectionProps {
  title: string;
  note?: string;
  /** What stands in it brings its own edges. */
  flush?: boolean;
  children: ReactNode;
}

function Section({ title, note, flush = false, children }: SectionProps) {
  return (
    <section aria-label={title} className="border-t border-line">
      <header className="flex flex-wrap items-baseline gap-x-3 px-4 pt-4 pb-2 md:px-5">
        <h2 className="font-semibold">{title}</h2>
        {note ? <p className="text-sm text-ink-soft">{note}</p> : null}
      </header>
      <div className={flush ? '' : 'flex flex-col gap-4 px-4 pb-4 md:px-5'}>{children}</div>
    </section>
  );
}
