'use client';

import { useQuery } from '@tanstack/react-query';
import { tablesQuery } from '@/api/queries';
import { SqlEditor, type SqlEditorProps } from './sql-editor';

/** The editor that completes the tables there are. */
export function SchemaEditor(props: Omit<SqlEditorProps, 'tables'>) {
  const { data: tables } = useQuery(tablesQuery);
  return <SqlEditor {...props} tables={tables ?? []} />;
}
