import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import { withUnit } from '@/features/result-grid/unit';
import { useLaterTranslations } from '@/messages/later-translation';

interface BigNumberProps {
  result: ResultTable;
  column: number;
  /** Column of the number that it is compared with. */
  before?: number | undefined;
}

/** One number, as large as it deserves, and how it has changed. */
export function BigNumber({ result, column, before }: BigNumberProps) {
  const { name, type } = result.columns[column] ?? { name: '', type: '' };
  const [row] = result.rows;
  return (
    <p className="@container flex flex-col gap-1 py-2">
      <span className="text-[clamp(1.5rem,14cqi,3.75rem)] leading-tight font-semibold tracking-tight break-all">
        {withUnit(cellText(row?.[column] ?? null, type), result.columns[column])}
      </span>
      <span className="text-ink-soft">{name.replaceAll('_', ' ')}</span>
      {before === undefined ? null : (
        <Change
          now={cellNumber(row?.[column] ?? null)}
          before={cellNumber(row?.[before] ?? null)}
          text={withUnit(
            cellText(row?.[before] ?? null, result.columns[before]?.type ?? ''),
            result.columns[before],
          )}
        />
      )}
    </p>
  );
}

/** No colour: whether more is better depends on what is counted. */
function Change({ now, before, text }: { now: number | null; before: number | null; text: string }) {
  const t = useLaterTranslations('chart');
  if (now === null || before === null) return null;
  const difference = now - before;
  const percent = before === 0 ? '' : ` ${((100 * Math.abs(difference)) / Math.abs(before)).toFixed(1)} %`;
  const arrow = difference > 0 ? '▲' : difference < 0 ? '▼' : '=';
  return (
    <span className="text-sm text-ink-soft">
      <span aria-hidden="true">{arrow}</span>
      <span className="sr-only">{t(difference > 0 ? 'more' : difference < 0 ? 'less' : 'same')}</span>
      <span className="font-medium text-ink">{percent}</span> {t('comparedWith', { before: text })}
    </span>
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
            {withUnit(cellText(result.rows[0]?.[index] ?? null, column.type, column.name), column)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
