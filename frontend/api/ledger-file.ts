import { send } from './client';

export type LedgerForm = 'csv' | 'ndjson';

const mediaTypes: Record<LedgerForm, string> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };

/** The ledger as a file; `Accept` chooses the form. A line for each partition: small. */
export async function readLedgerFile(id: string, form: LedgerForm): Promise<Blob> {
  const path = '/api/v1/connections/{id}/ledger';
  return (await send('get', path, { path: { id } }, mediaTypes[form])).blob();
}
