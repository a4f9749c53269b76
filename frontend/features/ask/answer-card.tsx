'use client';

import { useMemo, useState } from 'react';
import { type ChartKind, chartAs, chartFor, possibleKinds, ResultChart } from '@/features/chart';
import type { Reply } from '@/features/reply';
import { rowsBehindSql } from '@/features/rows-behind';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useShortcut } from '@/features/shortcuts';
import { useLaterTranslations } from '@/messages/later-translation';
import { Card } from '@/ui/card';
import { Tabs } from '@/ui/tabs';
import { AlternativeList } from './alternative-list';
import { AnswerActions } from './answer-actions';
import { AnswerFoot } from './answer-foot';
import { AnswerHead } from './answer-head';
import { Rows, Sql } from './answer-parts';
import { ExplainPanel } from './explain-panel';

type Part = 'chart' | 'table' | 'sql' | 'explain';

interface AnswerCardProps {
  reply: Reply;
  /** The chart that a person chose; it holds for whatever is asked next, where the result can be drawn so. */
  chart: string | null;
  onChart: (kind: ChartKind) => void;
  live: boolean;
  onLive: (live: boolean) => void;
  onEditSql: (sql: string) => void;
  onReading: (assumption: string, alternative: string) => void;
  /** Runs SQL of its own: the rows behind an answer. */
  onAskSql?: ((sql: string) => void) | undefined;
  /** Asks other words in the place of the last ones. */
  onWords?: ((words: string) => void) | undefined;
  /** The words of this assumption have become a term. */
  onDefined?: ((assumption: string) => void) | undefined;
}

/** An answer with its evidence: how it was read, how fresh it is, the chart, the rows, the SQL and its cost. */
export function AnswerCard(props: AnswerCardProps) {
  const { reply, chart, onChart, live, onLive, onEditSql, onReading, onAskSql, onWords, onDefined } = props;
  const t = useLaterTranslations('answer');
  const { result } = reply;
  const own = useMemo(() => chartFor(result, reply.chart), [result, reply.chart]);
  const kinds = useMemo(() => possibleKinds(result, own), [result, own]);
  const locked = kinds.find((kind) => kind === chart);
  const choice = useMemo(() => (locked ? chartAs(own, locked) : own), [own, locked]);
  const drawable = choice.kind !== 'table';
  const [chosen, setChosen] = useState<Part | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const part = chosen ?? (drawable ? 'chart' : 'table');
  const behind = useMemo(() => rowsBehindSql(reply), [reply]);

  /** The rows behind one row of the result, told by its category. */
  function lookBehind(row: number) {
    const column = choice.x ?? 0;
    const sql = rowsBehindSql(reply, { column, cell: result.rows[row]?.[column] ?? null });
    if (sql !== null) onAskSql?.(sql);
  }

  useShortcut('c', () => drawable && setChosen('chart'));
  useShortcut('t', () => setChosen('table'));
  useShortcut('s', () => setChosen('sql'));

  const tabs = [
    ...(drawable
      ? [
          {
            id: 'chart' as const,
            label: t('chart'),
            content: (
              <div className="p-4 md:p-5">
                <ResultChart
                  result={result}
                  choice={choice}
                  title={reply.interpretation || reply.asked}
                  onChoose={onAskSql && behind !== null ? lookBehind : undefined}
                />
              </div>
            ),
          },
        ]
      : []),
    { id: 'table' as const, label: t('table'), content: <Rows reply={reply} /> },
    {
      id: 'sql' as const,
      label: t('sql'),
      content: <Sql reply={reply} onEdit={onEditSql} behind={behind} onBehind={onAskSql} />,
    },
    { id: 'explain' as const, label: t('explain'), content: <ExplainPanel reply={reply} /> },
  ];

  return (
    <Card className="rise">
      <AnswerHead reply={reply} onReading={onReading} onDefined={onDefined} />
      {failed ? (
        <div className="px-4 pb-3 md:px-5">
          <ProblemNotice error={failed} />
        </div>
      ) : null}
      <Tabs
        label={t('tabs')}
        tabs={tabs}
        selected={part}
        onSelect={setChosen}
        actions={
          <>
            {part === 'chart' && kinds.length > 1 ? (
              <KindChoice kinds={kinds} chosen={choice.kind} onChoose={onChart} />
            ) : null}
            <AnswerActions reply={reply} chart={chart} live={live} onLive={onLive} onError={setFailed} />
          </>
        }
      />
      {reply.alternatives.length > 0 && onWords && onAskSql ? (
        <div className="border-t border-line px-4 py-3 md:px-5">
          <h3 className="mb-2 text-sm font-semibold">{t('otherReadings')}</h3>
          <AlternativeList reply={reply} onWords={onWords} onSql={onAskSql} />
        </div>
      ) : null}
      <AnswerFoot reply={reply} />
    </Card>
  );
}

interface KindChoiceProps {
  kinds: ChartKind[];
  chosen: ChartKind;
  onChoose: (kind: ChartKind) => void;
}

function KindChoice({ kinds, chosen, onChoose }: KindChoiceProps) {
  const t = useLaterTranslations('chart');
  return (
    <select
      aria-label={t('kind')}
      value={chosen}
      onChange={(event) => {
        const kind = kinds.find((candidate) => candidate === event.target.value);
        if (kind) onChoose(kind);
      }}
      className="min-h-9 rounded-lg border border-line bg-surface px-2 text-sm pointer-coarse:min-h-11"
    >
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {t(kind)}
        </option>
      ))}
    </select>
  );
}
