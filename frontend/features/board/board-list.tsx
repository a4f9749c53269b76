'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp, LayoutDashboard, Plus, WandSparkles } from 'lucide-react';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { sessionQuery, tablesQuery } from '@/api/queries';
import { boardsQuery, createBoard, workspaceKeys } from '@/api/workspace';
import { clockText } from '@/features/freshness';
import { PageTitle } from '@/features/shell/page-title';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { emptyBoard, parseBoardFile } from './board-content';
import { moveKeptAnswers } from './kept-migration';
import { NameDialog } from './name-dialog';
import { boardTemplates } from './templates';

/** All boards; new ones from nothing, from the tables that are there, or from a file. */
export function BoardList() {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [, setBoard] = useSearchParam('d');
  const { data: session } = useQuery(sessionQuery);
  const mayEdit = session !== undefined && session.role !== 'viewer';
  const { data, error, refetch } = useQuery(boardsQuery);
  const [naming, setNaming] = useState(false);
  const make = useMutation({
    mutationFn: createBoard,
    onSuccess: (board) => {
      client.setQueryData(workspaceKeys.board(board.id), board);
      void client.invalidateQueries({ queryKey: workspaceKeys.boards });
      setBoard(board.id);
    },
  });
  const moved = useKeptMigration(mayEdit);
  return (
    <>
      <PageTitle
        title={t('title')}
        intro={t('intro')}
        actions={
          mayEdit ? (
            <>
              <ImportButton onBoard={make.mutate} />
              <Button look="primary" onClick={() => setNaming(true)}>
                <Plus className="size-4" aria-hidden="true" />
                {t('newBoard')}
              </Button>
            </>
          ) : session === undefined ? (
            // Their place, so that a list that is there first does not move.
            <div className="h-11 w-64" />
          ) : null
        }
      />
      {make.error ? <ProblemNotice error={make.error} /> : null}
      {moved.error ? <ProblemNotice error={moved.error} onRetry={moved.retry} /> : null}
      {error && !data ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-48" label={common('loading')} /> : null}
      {data && data.length === 0 ? (
        <Card>
          <EmptyState
            title={t('emptyTitle')}
            action={
              <Link href="/query" className={buttonClass('primary')}>
                {t('toQuery')}
              </Link>
            }
          >
            {mayEdit ? t('emptyBody') : t('emptyViewer')}
          </EmptyState>
        </Card>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {(data ?? []).map((board) => (
          <li key={board.id}>
            <Card className="relative flex h-full items-start gap-3 p-4 transition-colors hover:border-edge md:p-5">
              <LayoutDashboard className="mt-0.5 size-5 shrink-0 text-accent" aria-hidden="true" />
              <div className="min-w-0">
                <h2 className="font-semibold break-words">
                  <button
                    type="button"
                    onClick={() => setBoard(board.id)}
                    className="text-left after:absolute after:inset-0"
                  >
                    {board.title}
                  </button>
                </h2>
                <p className="text-sm text-ink-soft">
                  {t('panels', { count: board.panel_count })} · {board.owner} ·{' '}
                  {t('changed', { time: clockText(board.updated_at) })}
                </p>
              </div>
            </Card>
          </li>
        ))}
      </ul>
      {mayEdit ? <Templates onMake={make.mutate} busy={make.isPending} /> : null}
      <NameDialog
        title={t('newBoard')}
        open={naming}
        name=""
        needed
        onClose={() => setNaming(false)}
        onName={(name) => make.mutate(emptyBoard(name))}
      />
    </>
  );
}

type Make = (board: Parameters<typeof createBoard>[0]) => void;

/** Boards that the tables suggest: one click makes one. */
function Templates({ onMake, busy }: { onMake: Make; busy: boolean }) {
  const t = useBoardTranslations('board');
  const { data: tables } = useQuery(tablesQuery);
  const templates = boardTemplates(tables ?? [], (table) => t('templateTitle', { table }));
  if (!tables) return null;
  return (
    <section aria-labelledby="templates" className="mt-2">
      <h2 id="templates" className="text-sm font-semibold text-ink-soft">
        {t('templates')}
      </h2>
      {templates.length === 0 ? <p className="mt-1 text-sm text-ink-soft">{t('templatesEmpty')}</p> : null}
      <ul className="mt-2 flex flex-wrap gap-2">
        {templates.map((template) => (
          <li key={template.title} className="max-w-full">
            <button
              type="button"
              disabled={busy}
              onClick={() => onMake(template)}
              className="flex min-h-11 items-center gap-2 rounded-2xl border border-line bg-surface px-3.5 py-2 text-left text-sm transition-colors hover:border-accent hover:text-accent"
            >
              <WandSparkles className="size-4 shrink-0 text-accent" aria-hidden="true" />
              <span className="min-w-0 break-words">{template.title}</span>
              <span className="text-ink-soft">{t('panels', { count: template.panels.length })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ImportButton({ onBoard }: { onBoard: Make }) {
  const t = useBoardTranslations('board');
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    // The same file may be chosen again.
    event.target.value = '';
    if (!file) return;
    const board = parseBoardFile(await file.text());
    setWrong(board ? null : file.name);
    if (board) onBoard(board);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('importFile')}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => void take(event)}
      />
      <Button onClick={() => input.current?.click()}>
        <FileUp className="size-4" aria-hidden="true" />
        {t('importFile')}
      </Button>
      {wrong ? (
        <p role="alert" className="basis-full text-sm text-bad">
          {t('importWrong', { name: wrong })}
        </p>
      ) : null}
    </>
  );
}

/** What earlier versions kept in this browser becomes a board, once. */
function useKeptMigration(mayEdit: boolean): { error: unknown; retry: () => void } {
  const t = useBoardTranslations('board');
  const client = useQueryClient();
  const move = useMutation({
    mutationFn: () => moveKeptAnswers(t('keptTitle')),
    onSuccess: (board) => {
      if (board) void client.invalidateQueries({ queryKey: workspaceKeys.boards });
    },
  });
  const { mutate } = move;
  useEffect(() => {
    if (mayEdit) mutate();
  }, [mayEdit, mutate]);
  return { error: move.error, retry: mutate };
}
