'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { sessionQuery } from '@/api/queries';
import { askingOf } from '@/features/asking';
import { lazyPart } from '@/features/shell/lazy-part';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useShortcut } from '@/features/shortcuts';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { AddPanel } from './add-panel';
import { type BoardContent, kPanelsMax, withoutPanel, withPanel, withPanelChange } from './board-content';
import { BoardControls } from './board-controls';
import { heightPx, inOrder, kColumns, kGapPx, kRowPx, nudged } from './board-layout';
import { BoardMenu } from './board-menu';
import { FilterBar } from './filter-bar';
import { type Filter, withFilter } from './filters';
import { NameDialog } from './name-dialog';
import { Panel, type PanelEditing } from './panel';
import { type OpenBoard, useBoard } from './use-board';
import { useFullScreen } from './use-full-screen';
import { useLooking } from './use-looking';
import { useWide } from './use-wide';

const BoardGrid = lazyPart(() => import('./board-grid').then((module) => module.BoardGrid), 'h-96');

/** One board: looked at by everybody, arranged by those who may edit. */
export function BoardView({ id }: { id: string }) {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  const open = useBoard(id);
  const { content, error } = open;
  return (
    <>
      <Link
        href="/visualize"
        className="inline-flex min-h-9 items-center gap-2 self-start text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('allBoards')}
      </Link>
      {content ? <OpenedBoard id={id} open={open} content={content} /> : null}
      {error && !content ? (
        <>
          <h1 className="sr-only">{t('title')}</h1>
          <ProblemNotice error={error} onRetry={open.load} />
        </>
      ) : null}
      {!content && !error ? (
        <>
          <h1 className="sr-only">{t('title')}</h1>
          <Skeleton className="h-96" label={common('loading')} />
        </>
      ) : null}
    </>
  );
}

function OpenedBoard({ id, open, content }: { id: string; open: OpenBoard; content: BoardContent }) {
  const t = useBoardTranslations('board');
  const { data: session } = useQuery(sessionQuery);
  const mayEdit = session !== undefined && session.role !== 'viewer';
  const [editing, setEditing] = useState(false);
  const [paused, setPaused] = useState(false);
  const [naming, setNaming] = useState<{ panel: string | null; name: string } | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const looking = useLooking();
  // A viewer's own choice of time goes before the board's.
  const range = (mayEdit ? null : looking.range) ?? content.range;
  const refreshMs = paused ? false : content.refresh_s * 1000;
  const change = open.change;
  const narrowTo = (filter: Filter) => looking.setFilters(withFilter(looking.filters, filter));
  const fullScreen = useFullScreen(stage);
  useShortcut('f', fullScreen);
  useShortcut('p', () => setPaused((before) => !before));
  useShortcut('e', () => mayEdit && setEditing((before) => !before));

  const editingOf = (panel: string): PanelEditing => ({
    onNudge: (nudge) => change({ ...content, panels: nudged(content.panels, panel, nudge) }),
    onRename: () => setNaming({ panel, name: content.panels.find((one) => one.id === panel)?.title ?? '' }),
    onChart: (chart) => change(withPanelChange(content, panel, { chart })),
    onRemove: () => change(withoutPanel(content, panel)),
  });

  return (
    <>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-3">
        <h1 className="min-w-0 text-2xl font-semibold tracking-tight break-words md:text-[1.75rem]">
          {content.title}
        </h1>
        <SaveState open={open} editing={editing} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <FilterBar filters={looking.filters} onFilters={looking.setFilters} />
          <BoardControls
            content={content}
            range={range}
            onRange={(next) => (mayEdit ? change({ ...content, range: next }) : looking.setRange(next))}
            mayEdit={mayEdit}
            editing={editing}
            onEditing={setEditing}
            paused={paused}
            onPaused={setPaused}
            onRefresh={(seconds) => change({ ...content, refresh_s: seconds })}
          />
          <BoardMenu
            id={id}
            content={content}
            mayEdit={mayEdit}
            onFullScreen={fullScreen}
            onRename={() => setNaming({ panel: null, name: content.title })}
          />
        </div>
      </header>
      {open.state === 'elsewhere' ? (
        <Card
          role="alert"
          className="flex flex-wrap items-center gap-3 border-warn/50 bg-warn-wash px-4 py-3"
        >
          <p className="text-sm font-medium text-warn">{t('elsewhere')}</p>
          <Button small className="ml-auto" onClick={open.load}>
            {t('load')}
          </Button>
        </Card>
      ) : null}
      {open.state === 'failed' ? <ProblemNotice error={open.saveError} onRetry={open.retry} /> : null}
      {editing ? (
        <AddPanel
          full={content.panels.length >= kPanelsMax}
          onAdd={(text) => change(withPanel(content, { asking: askingOf(text), title: '', chart: null }))}
        />
      ) : null}
      <div ref={stage} className="board-stage">
        <p className="mb-4 hidden text-2xl font-semibold tracking-tight in-[:fullscreen]:block">
          {content.title}
        </p>
        {content.panels.length === 0 ? (
          <Card>
            <EmptyState
              title={t('emptyBoardTitle')}
              action={
                <Link href="/query" className={buttonClass('primary')}>
                  {t('toQuery')}
                </Link>
              }
            >
              {t('emptyBoardBody')}
            </EmptyState>
          </Card>
        ) : editing && wide ? (
          <BoardGrid
            panels={content.panels}
            range={range}
            filters={looking.filters}
            onFilter={narrowTo}
            refreshMs={refreshMs}
            editingOf={editingOf}
            onPanels={(panels) => change({ ...content, panels })}
          />
        ) : (
          <ul
            className={wide ? 'grid' : 'flex flex-col gap-4'}
            style={
              wide
                ? {
                    gridTemplateColumns: `repeat(${kColumns}, minmax(0, 1fr))`,
                    gridAutoRows: kRowPx,
                    gap: kGapPx,
                  }
                : undefined
            }
          >
            {inOrder(content.panels).map((panel) => (
              <li
                key={panel.id}
                className="min-w-0"
                style={
                  wide
                    ? {
                        gridColumn: `${panel.x + 1} / span ${panel.w}`,
                        gridRow: `${panel.y + 1} / span ${panel.h}`,
                      }
                    : undefined
                }
              >
                <Panel
                  panel={panel}
                  range={range}
                  filters={looking.filters}
                  onFilter={narrowTo}
                  refreshMs={refreshMs}
                  heightPx={wide ? heightPx(panel.h) : null}
                  editing={editing ? editingOf(panel.id) : null}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
      <NameDialog
        title={naming?.panel === null ? t('renameBoard') : t('rename')}
        open={naming !== null}
        name={naming?.name ?? ''}
        needed={naming?.panel === null}
        onClose={() => setNaming(null)}
        onName={(name) => {
          const panel = naming?.panel ?? null;
          change(
            panel === null ? { ...content, title: name } : withPanelChange(content, panel, { title: name }),
          );
        }}
      />
    </>
  );
}

function SaveState({ open, editing }: { open: OpenBoard; editing: boolean }) {
  const t = useBoardTranslations('board');
  if (!editing && open.state === 'saved') return null;
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="text-sm text-ink-soft">
        {open.state === 'saving' ? t('saving') : open.state === 'saved' ? t('saved') : t('notSaved')}
      </span>
      {open.undo && open.state !== 'elsewhere' ? (
        <Button small look="quiet" onClick={open.undo}>
          <Undo2 className="size-4" aria-hidden="true" />
          {t('undo')}
        </Button>
      ) : null}
    </span>
  );
}
