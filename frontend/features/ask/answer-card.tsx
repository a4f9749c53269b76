'use client';

import { useMutation } from '@tanstack/react-query';
import { Bookmark, Download, Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { exportCsv } from '@/api/queries';
import { keepAnswer } from '@/features/board';
import { type ChartKind, chartFor, possibleKinds, ResultChart } from '@/features/chart';
import { FreshnessLine } from '@/features/freshness';
import { confidenceWord, type Reply } from '@/features/reply';
import { ResultGrid } from '@/features/result-grid';
import { groupDigits } from '@/features/result-grid/digits';
import { SqlView } from '@/features/sql';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { CopyButton } from '@/ui/copy-button';
import { Tabs } from '@/ui/tabs';

type Part = 'chart' | 'table' | 'sql';

interface AnswerCardProps {
  reply: Reply;
  onEditSql: (sql: string) => void;
}

/** An answer with its evidence: how it was read, how fresh it is, the chart, the rows and the SQL. */
export function AnswerCard({ reply, onEditSql }: AnswerCardProps) {
  const t = useTranslations('query');
  const { result } = reply;
  const own = useMemo(() => chartFor(result, reply.chart), [result, reply.chart]);
  const kinds = possibleKinds(result, own);
  const [kind, setKind] = useState<ChartKind | null>(null);
  const choice = kind && kinds.includes(kind) ? { ...own, kind } : own;
  const drawable = choice.kind !== 'table';
  const [chosen, setChosen] = useState<Part | null>(null);
  const part = chosen ?? (drawable ? 'chart' : 'table');

  const tabs = [
    ...(drawable
      ? [
          {
            id: 'chart' as const,
            label: t('chart'),
            content: (
              <div className="p-4 md:p-5">
                <ResultChart result={result} choice={choice} title={reply.interpretation || reply.asked} />
              </div>
            ),
          },
        ]
      : []),
    { id: 'table' as const, label: t('table'), content: <Rows reply={reply} /> },
    { id: 'sql' as const, label: t('sql'), content: <Sql reply={reply} onEdit={onEditSql} /> },
  ];

  return (
    <Card className="rise overflow-hidden">
      <AnswerHead reply={reply} />
      <Tabs
        label={t('tabs')}
        tabs={tabs}
        selected={part}
        onSelect={setChosen}
        actions={
          <>
            {part === 'chart' && kinds.length > 1 ? (
              <KindChoice kinds={kinds} chosen={choice.kind} onChoose={setKind} />
            ) : null}
            <AnswerActions reply={reply} kind={kind} />
          </>
        }
      />
    </Card>
  );
}

function AnswerHead({ reply }: { reply: Reply }) {
  const t = useTranslations('query');
  const { stats } = reply;
  return (
    <header className="flex flex-col gap-3 px-4 pt-4 pb-3 md:px-5 md:pt-5">
      <h2 className="text-lg font-semibold tracking-tight text-balance first-letter:uppercase">
        {reply.interpretation || t('sqlResult')}
      </h2>
      {reply.assumptions.length > 0 ? (
        <ul aria-label={t('assumptions')} className="flex flex-wrap gap-2">
          {reply.assumptions.map((assumption) => (
            <li
              key={assumption.id + assumption.words}
              className="rounded-full border border-dashed border-edge px-3 py-1 text-sm"
            >
              {assumption.words ? <span className="font-medium">{assumption.words} = </span> : null}
              <span className="text-ink-soft">{assumption.reading}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <FreshnessLine freshness={reply.freshness} />
        <span>{t('rowsInfo', { rows: reply.result.rows.length })}</span>
        {stats ? (
          <span>
            {t('readInfo', { rows: groupDigits(String(stats.rows_read)) })} · {Math.round(stats.elapsed_ms)}{' '}
            ms
          </span>
        ) : null}
        {reply.confidence === null ? null : (
          <span>
            {t(confidenceWord(reply.confidence), { percent: Math.round(reply.confidence * 100) })} ·{' '}
            {t('by', {
              generator: reply.generator === 'embedded' ? t('generatorEmbedded') : (reply.generator ?? ''),
            })}
          </span>
        )}
      </p>
    </header>
  );
}

interface KindChoiceProps {
  kinds: ChartKind[];
  chosen: ChartKind;
  onChoose: (kind: ChartKind) => void;
}

function KindChoice({ kinds, chosen, onChoose }: KindChoiceProps) {
  const t = useTranslations('chart');
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
      {kinds.map((kind) =>
        kind === 'table' ? null : (
          <option key={kind} value={kind}>
            {t(kind)}
          </option>
        ),
      )}
    </select>
  );
}

function AnswerActions({ reply, kind }: { reply: Reply; kind: ChartKind | null }) {
  const t = useTranslations('query');
  const [kept, setKept] = useState(false);
  const download = useMutation({
    mutationFn: async () => saveFile(await exportCsv(reply.sql, reply.parameters), 'aurora.csv'),
  });
  return (
    <>
      <Button
        look="quiet"
        small
        className="max-sm:w-11 max-sm:px-0"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        <Download className="size-4" aria-hidden="true" />
        <span className={classNames(download.error ? 'text-bad' : 'sr-only sm:not-sr-only')}>
          {download.error ? t('exportFailed') : t('exportCsv')}
        </span>
      </Button>
      <Button
        look="quiet"
        small
        className={kept ? '' : 'max-sm:w-11 max-sm:px-0'}
        disabled={kept}
        onClick={() => {
          keepAnswer({ asked: reply.asked, title: reply.interpretation || reply.asked, kind });
          setKept(true);
        }}
      >
        <Bookmark className="size-4" aria-hidden="true" />
        <span className={kept ? '' : 'sr-only sm:not-sr-only'}>{kept ? t('saved') : t('save')}</span>
      </Button>
    </>
  );
}

function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function Rows({ reply }: { reply: Reply }) {
  const t = useTranslations('query');
  const { columns, rows } = reply.result;
  if (rows.length === 0)
    return (
      <div className="px-4 py-10 text-center md:px-5">
        <p className="font-semibold">{t('emptyTitle')}</p>
        <p className="mx-auto mt-1 max-w-md text-ink-soft">{t('emptyBody')}</p>
      </div>
    );
  return (
    <>
      {reply.truncated ? (
        <p className="bg-warn-wash px-4 py-2 text-sm text-warn md:px-5">
          {t('truncated', { rows: groupDigits(String(rows.length)) })}
        </p>
      ) : null}
      <ResultGrid columns={columns} rows={rows} />
    </>
  );
}

function Sql({ reply, onEdit }: { reply: Reply; onEdit: (sql: string) => void }) {
  const t = useTranslations('query');
  const common = useTranslations('common');
  return (
    <div className="flex flex-col gap-3 p-4 md:p-5">
      <SqlView sql={reply.sql} label={t('sql')} />
      {reply.parameters.length > 0 ? (
        <dl aria-label={t('parameters')} className="flex flex-wrap gap-x-5 gap-y-1 font-mono text-xs">
          {reply.parameters.map(({ name, type, value }) => (
            <div key={name} className="flex gap-2">
              <dt className="text-ink-soft">
                {name}: {type}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button small onClick={() => onEdit(withValues(reply.sql, reply.parameters))}>
          <Pencil className="size-4" aria-hidden="true" />
          {t('editSql')}
        </Button>
        <CopyButton
          text={withValues(reply.sql, reply.parameters)}
          label={common('copy')}
          copiedLabel={common('copied')}
        />
      </div>
    </div>
  );
}

/** Parameters written into the SQL as casts of quoted text: right for every type, and safe to run again. */
export function withValues(sql: string, parameters: Reply['parameters']): string {
  return parameters.reduce((text, { name, type, value }) => {
    const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    return text.replace(new RegExp(`\\{\\s*${name}\\s*:[^}]*\\}`, 'g'), () =>
      type === 'String' ? quoted : `CAST(${quoted} AS ${type})`,
    );
  }, sql);
}
