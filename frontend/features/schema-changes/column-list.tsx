'use client';

import { useState } from 'react';
import type { Connection, TableSchema } from '@/api/types';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Button } from '@/ui/button';
import { PlainTable } from '@/ui/plain-table';
import { isKeyColumn, isOwnColumn } from './key-column';
import { WidenDialog } from './widen-dialog';
import { widerTypes } from './wider-types';

interface ColumnListProps {
  connection: Connection & { schema: TableSchema };
  mayChange: boolean;
}

/** The table's columns; those that can take a wider type have a button for it. */
export function ColumnList({ connection, mayChange }: ColumnListProps) {
  const t = useConnectTranslations('changes');
  const { id, schema } = connection;
  const [widening, setWidening] = useState<{ name: string; type: string } | null>(null);
  const last = (field: TableSchema['fields'][number]) => {
    if (isOwnColumn(field)) return null;
    if (isKeyColumn(schema, field.name)) return <span className="text-ink-soft">{t('keyColumn')}</span>;
    if (!mayChange || widerTypes(field.type).length === 0) return null;
    return (
      <Button
        small
        aria-label={t('changeNamed', { name: field.name })}
        onClick={() => setWidening({ name: field.name, type: field.type })}
      >
        {t('change')}
      </Button>
    );
  };
  return (
    <>
      <PlainTable
        caption={t('columns')}
        columns={[
          { id: 'name', label: t('column') },
          { id: 'type', label: t('type') },
          { id: 'path', label: t('from'), wide: true },
          { id: 'act', label: t('act'), hidden: true, numeric: true },
        ]}
        rows={schema.fields.map((field) => ({
          id: field.name,
          cells: [
            <span key="name" className="font-medium break-all">
              {field.name}
            </span>,
            <code key="type" className="font-mono text-xs break-words">
              {field.type}
            </code>,
            <span key="path" className="text-ink-soft">
              {(field.path ?? []).join(' › ') || 'Aurora'}
            </span>,
            <span key="act">{last(field)}</span>,
          ],
        }))}
      />
      <WidenDialog id={id} column={widening} onClose={() => setWidening(null)} />
    </>
  );
}
