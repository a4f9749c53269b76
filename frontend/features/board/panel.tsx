'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { EllipsisVertical, GripVertical } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useRef } from 'react';
import { exploreAddress, grafanaQuery } from '@/api/grafana';
import { tablesQuery } from '@/api/queries';
import type { Panel as PanelWire } from '@/api/types';
import { askingKey, askingOf, lastText, queryPath } from '@/features/asking';
import { chartAs, chartFor, possibleKinds, ResultChart } from '@/features/chart';
import { clockText, FreshnessLine } from '@/features/freshness';
import { openInGrafana } from '@/features/grafana';
import { fetchReply, type Reply, shareReply } from '@/features/reply';
import { ResultGrid } from '@/features/result-grid';
import { rowsBehindPath } from '@/features/rows-behind';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useVisible } from '@/features/shell/use-visible';
import { looksLikeSql, withValues } from '@/features/sql';
import { useBoardTranslations } from '@/messages/board-translation';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { Menu } from '@/ui/menu';
import { Skeleton } from '@/ui/skeleton';
import type { Nudge } from './board-layout';
import { type Filter, filterColumns, filtersKey, narrowed } from './filters';
import { inRange, rangeParameters } from './time-range';

export interface PanelEditing {
  onNudge: (nudge: Nudge) => void;
  onRename: () => void;
  onChart: (chart: string | null) => void;
  onRemove: () => void;
}

export interface PanelProps {
  panel: PanelWire;
  range: string | null;
  /** What all panels are narrowed to. */
  filters: Filter[];
  onFilter: (filter: Filter) => void;
  refreshMs: number | false;
  /** Room for the picture, pixels; null: as high as it wants to be. */
  heightPx: number | null;
  /** Null where the board is only looked at. */
  editing: PanelEditing | null;
}

// Heading and footer of a panel.
const kFramePx = 112;
const kPictureMinPx = 60;
const kTablesStaleMs = 60_000;
const kPhonePicturePx = 220;
// Below a line plot: its legend or reading, and its summary. Other canvases have both lines and the legend.
const kPlotWordsPx = 56;
const kCanvasWordsPx = 104;

const nudges: Nudge[] = ['up', 'down', 'left', 'right', 'wider', 'narrower', 'taller', 'shorter'];

/** One answer of a board, asked again at each tick while it is in sight. Its failure stays its own. */
export function Panel({ panel, range, filters, onFilter, refreshMs, heightPx, editing }: PanelProps) {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  const box = useRef<HTMLDivElement>(null);
  const visible = useVisible(box);
  const asking = inRange(panel.asking, range);
  const text = lastText(asking);
  const { data: tables } = useQuery({ ...tablesQuery, staleTime: kTablesStaleMs });
  const filterable = useMemo(() => new Set(filterColumns(tables ?? []).keys()), [tables]);
  const filtered = filters.length > 0;
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['panel', askingKey(asking), range, filtersKey(filters)],
    // Which columns a table has decides whether a panel can be narrowed.
    enabled: visible && (!filtered || tables !== undefined),
    queryFn: ({ signal }) =>
      fetchReply(asking, {
        signal,
        parameters: rangeParameters(text, range, Date.now()),
        narrow: filtered ? (sql, parameters) => narrowed(sql, parameters, filters, tables ?? []) : undefined,
      }),
    refetchInterval: visible ? refreshMs : false,
    refetchOnWindowFocus: refreshMs !== false,
    placeholderData: (before) => before,
    structuralSharing: shareReply,
  });
  const title = panel.title || (data?.interpretation ?? text);
  return (
    <Card ref={box} className="flex h-full min-h-0 flex-col overflow-clip">
      <header className="flex items-start gap-1 px-4 pt-3 pb-1">
        {editing ? (
          <GripVertical
            className="panel-handle mt-1.5 size-4 shrink-0 cursor-move text-ink-soft"
            aria-hidden="true"
          />
        ) : null}
        <h2 className="min-w-0 flex-1 truncate pt-1 font-semibold first-letter:uppercase" title={title}>
          {title}
        </h2>
        <PanelMenu panel={panel} reply={data} title={title} editing={editing} range={range} />
      </header>
      <div className={classNames('min-h-0 flex-1 px-4', heightPx !== null && 'overflow-y-auto')}>
        {error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <PanelBody
            reply={data}
            panel={panel}
            title={title}
            heightPx={heightPx === null ? null : heightPx - kFramePx}
            filterable={filterable}
            onFilter={onFilter}
          />
        ) : (
          <Skeleton className={heightPx === null ? 'h-50' : 'h-full'} label={common('loading')} />
        )}
      </div>
      <p className="flex flex-wrap gap-x-3 truncate border-t border-line px-4 py-2 text-xs text-ink-soft">
        {data ? (
          <>
            <FreshnessLine freshness={data.freshness} />
            {data.narrowed ? null : <span className="font-medium text-warn">{t('notFiltered')}</span>}
            <span>{t('asOf', { time: clockText(new Date(dataUpdatedAt).toISOString()) })}</span>
          </>
        ) : (
          <span> </span>
        )}
      </p>
    </Card>
  );
}

interface PanelMenuProps {
  panel: PanelWire;
  reply: Reply | undefined;
  title: string;
  editing: PanelEditing | null;
  range: string | null;
}

function PanelMenu({ panel, reply, title, editing, range }: PanelMenuProps) {
  const t = useBoardTranslations('board');
  const charts = useLaterTranslations('chart');
  const router = useRouter();
  const kinds = useMemo(
    () => (reply ? possibleKinds(reply.result, chartFor(reply.result, reply.chart)) : []),
    [reply],
  );
  const behind = useMemo(() => (reply ? rowsBehindPath(reply) : null), [reply]);
  const { data: hasGrafana } = useQuery(grafanaQuery);
  const explore = useMutation({
    mutationFn: ({ sql, parameters }: Reply) => openInGrafana(() => exploreAddress(sql, parameters)),
  });
  const text = lastText(panel.asking);
  // SQL with values of the board's time is opened with them written in.
  const asking = looksLikeSql(text)
    ? askingOf(withValues(text, rangeParameters(text, range, Date.now())))
    : inRange(panel.asking, range);
  const menu = (
    <Menu
      label={t('panelMenu', { title })}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      items={[
        { id: 'open', label: t('open'), onSelect: () => router.push(queryPath(asking, panel.chart ?? null)) },
        ...(behind ? [{ id: 'behind', label: t('behind'), onSelect: () => router.push(behind) }] : []),
        ...(hasGrafana && reply?.status === 'answered'
          ? [{ id: 'grafana', label: t('panelInGrafana'), onSelect: () => explore.mutate(reply) }]
          : []),
        ...(editing
          ? [
              { id: 'rename', label: t('rename'), onSelect: editing.onRename },
              ...(kinds.length > 1
                ? kinds.map((kind) => ({
                    id: `chart-${kind}`,
                    label: t('drawAs', { kind: charts(kind) }),
                    onSelect: () => editing.onChart(kind),
                  }))
                : []),
              ...nudges.map((nudge) => ({
                id: nudge,
                label: t(nudge),
                onSelect: () => editing.onNudge(nudge),
              })),
              { id: 'remove', label: t('removePanel'), onSelect: editing.onRemove },
            ]
          : []),
      ]}
    >
      <EllipsisVertical className="size-4" aria-hidden="true" />
    </Menu>
  );
  return explore.error ? (
    <>
      <ProblemNotice error={explore.error} />
      {menu}
    </>
  ) : (
    menu
  );
}

interface PanelBodyProps {
  reply: Reply;
  panel: PanelWire;
  title: string;
  heightPx: number | null;
  /** Columns that a board can be narrowed by. */
  filterable: ReadonlySet<string>;
  onFilter: (filter: Filter) => void;
}

function PanelBody({ reply, panel, title, heightPx, filterable, onFilter }: PanelBodyProps) {
  const t = useLaterTranslations('answer');
  const own = useMemo(() => chartFor(reply.result, reply.chart), [reply]);
  const kinds = useMemo(() => possibleKinds(reply.result, own), [reply, own]);
  const kind = panel.chart === 'table' ? 'table' : kinds.find((one) => one === panel.chart);
  const choice = useMemo(() => (kind ? chartAs(own, kind) : own), [own, kind]);
  if (reply.status !== 'answered') return <p className="text-ink-soft">{reply.interpretation}</p>;
  if (reply.result.rows.length === 0) return <p className="py-6 text-ink-soft">{t('emptyTitle')}</p>;
  const room = heightPx === null ? kPhonePicturePx : Math.max(kPictureMinPx, heightPx);
  if (choice.kind === 'table')
    return (
      <div className="-mx-4">
        <ResultGrid columns={reply.result.columns} rows={reply.result.rows} heightMaxPx={room} />
      </div>
    );
  const words = choice.kind === 'line' ? kPlotWordsPx : kCanvasWordsPx;
  const plot = Math.max(kPictureMinPx, room - words);
  const x = choice.x ?? -1;
  const column = reply.result.columns[x]?.name ?? '';
  return (
    <ResultChart
      result={reply.result}
      choice={choice}
      title={title}
      height={plot}
      onChoose={
        filterable.has(column)
          ? (row) => onFilter({ column, value: String(reply.result.rows[row]?.[x] ?? '') })
          : undefined
      }
    />
  );
}
