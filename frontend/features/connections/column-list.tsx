'use client';

import type { Connection } from '@/api/types';
import { useLaterTranslations } from '@/messages/later-translation';
import { EmptyState } from '@/ui/empty-state';
import { PlainTable } from './plain-table';

export function ColumnList({ schema }: { schema: Connection['schema'] }) {
  const t = useLaterTranslations('connection');
  const words = useLaterTranslations('connect');
  if (!schema) return <EmptyState title={words('waiting')}>{words('emptyBody')}</EmptyState>;
  return (
    <PlainTable
      caption={t('schema')}
      columns={[
        { id: 'name', label: t('column') },
        { id: 'type', label: t('type') },
        { id: 'path', label: t('from_') },
      ]}
      rows={schema.fields.map((field) => ({
        id: field.name,
        cells: [
          <span key="name" className="font-medium">
            {field.name}
          </span>,
          <code key="type" className="font-mono text-xs">
            {field.type}
          </code>,
          <span key="path" className="text-ink-soft">
            {(field.path ?? []).join(' › ') || 'Aurora'}
          </span>,
        ],
      }))}
    />
  );
}
