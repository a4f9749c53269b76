'use client';

import type { RangeReplayDiff } from '@/api/types';
import { groupDigits } from '@/features/result-grid/digits';
import { useReplayTranslations } from '@/messages/replay-translation';
import { PlainTable } from '@/ui/plain-table';

const count = (value: number) => groupDigits(String(value));

/** How the rows of a replay differ from those of the table. */
export function ReplayDiff({ diff }: { diff: RangeReplayDiff }) {
  const t = useReplayTranslations('rangeReplay');
  const figures: [string, number][] = [
    [t('same'), diff.same],
    [t('different'), diff.different],
    [t('onlyTable'), diff.only_in_table],
    [t('onlyShadow'), diff.only_in_shadow],
  ];
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 md:grid-cols-4">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="text-xl font-semibold">{count(value)}</dd>
          </div>
        ))}
      </dl>
      {diff.columns.length === 0 ? null : (
        <div className="-mx-4 md:-mx-5">
          <PlainTable
            caption={t('columns')}
            columns={[
              { id: 'column', label: t('columns') },
              { id: 'rows', label: t('rows'), numeric: true },
            ]}
            rows={diff.columns.map(({ column, rows }) => ({ id: column, cells: [column, count(rows)] }))}
          />
        </div>
      )}
      {diff.examples.length === 0 ? null : (
        <div className="-mx-4 md:-mx-5">
          <Examples diff={diff} />
        </div>
      )}
    </>
  );
}

function Examples({ diff }: { diff: RangeReplayDiff }) {
  const t = useReplayTranslations('rangeReplay');
  const rows = diff.examples.flatMap((example) => {
    const { partition, offset, element, in_table, in_shadow, values } = example;
    const place = `${partition}:${offset}:${element}`;
    const shownOffset = element === null ? offset : t('element', { offset, element });
    const there = (is: boolean) => (is ? t('yes') : t('no'));
    const whole =
      in_table && in_shadow
        ? []
        : [{ id: place, cells: [partition, shownOffset, t('wholeRow'), there(in_table), there(in_shadow)] }];
    return [
      ...whole,
      ...values.map((value) => ({
        id: `${place}:${value.column}`,
        cells: [partition, shownOffset, value.column, value.in_table ?? t('no'), value.in_shadow ?? t('no')],
      })),
    ];
  });
  return (
    <PlainTable
      caption={t('examples')}
      columns={[
        { id: 'partition', label: t('partition'), numeric: true },
        { id: 'offset', label: t('offset'), numeric: true },
        { id: 'column', label: t('column') },
        { id: 'table', label: t('inTable') },
        { id: 'shadow', label: t('inShadow') },
      ]}
      rows={rows}
    />
  );
}
