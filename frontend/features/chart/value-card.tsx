import type { ResultTable } from '@/api/types';
import { cellText } from '@/features/result-grid/cell-text';

/** One number, as large as it deserves. */
export function BigNumber({ result, column }: { result: ResultTable; column: number }) {
  const { name, type } = result.columns[column] ?? { name: '', type: '' };
  return (
    <p className="@container flex flex-col gap-1 py-2">
      <span className="text-[clamp(1.5rem,14cqi,3.75rem)] leading-tight font-semibold tracking-tight break-all">
        {cellText(result.rows[0]?.[column] ?? null, type)}
      </span>
      <span className="text-ink-soft">{name.replaceAll('_', ' ')}</span>
    </p>
  );
}

/** One row, read downwards. */
export function ValueCard({ result }: { result: ResultTable }) {
  return (
    <dl className="grid gap-4 py-2 sm:grid-cols-2 lg:grid-cols-3">
      {result.columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a result may have one name
        <div key={index} className="min-w-0">
          <dt className="text-sm text-ink-soft">{column.name.replaceAll('_', ' ')}</dt>
          <dd className="text-xl font-semibold tracking-tight break-words">
            {cellText(result.rows[0]?.[index] ?? null, column.type, column.name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
