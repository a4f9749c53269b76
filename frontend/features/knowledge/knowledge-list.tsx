'use client';

import { type QueryKey, type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyState } from '@/ui/empty-state';
import { TextField } from '@/ui/field';
import { Skeleton } from '@/ui/skeleton';

// Fewer are found by looking.
const kSearchFrom = 8;

export interface KnowledgeTexts {
  intro: string;
  search: string;
  noneFound: (text: string) => string;
  emptyTitle: string;
  emptyBody: string;
}

export interface Removal<Item> {
  call: (item: Item) => Promise<unknown>;
  /** Of the button beside an item: it says which one. */
  label: (item: Item) => string;
  title: (item: Item) => string;
  body: (item: Item) => string;
  confirm: string;
}

interface KnowledgeListProps<Item extends { id: string }> {
  read: Pick<UseQueryResult<Item[]>, 'data' | 'error' | 'refetch'>;
  list: QueryKey;
  texts: KnowledgeTexts;
  /** Words of an item that a search looks through. */
  wordsOf: (item: Item) => string[];
  /** The way to another one; null for whoever may not. */
  add?: ReactNode;
  /** Null for whoever may not. */
  removal: Removal<Item> | null;
  /** A row; `remove` is the button that takes it away. */
  row: (item: Item, remove: ReactNode) => ReactNode;
}

/** What people taught Aurora, one kind of it: all of them, found by words, and taken away after a question. */
export function KnowledgeList<Item extends { id: string }>(props: KnowledgeListProps<Item>) {
  const { read, list, texts, wordsOf, add, removal, row } = props;
  const t = useKnowledgeTranslations('settings');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data, error, refetch } = read;
  const [text, setText] = useState('');
  const [removed, setRemoved] = useState<Item | null>(null);
  const remove = useMutation({
    mutationFn: async (item: Item) => removal?.call(item),
    onSuccess: () => {
      setRemoved(null);
      void client.invalidateQueries({ queryKey: list });
    },
  });
  const wanted = text.trim().toLowerCase();
  const found = (data ?? []).filter((item) =>
    wordsOf(item).some((words) => words.toLowerCase().includes(wanted)),
  );

  function stopRemoving() {
    remove.reset();
    setRemoved(null);
  }

  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 md:px-5">
        <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">{texts.intro}</p>
        {data && data.length > 0 ? add : null}
      </div>
      {data && data.length >= kSearchFrom ? (
        <div className="px-4 pb-3 md:px-5">
          <TextField
            label={texts.search}
            type="search"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      ) : null}
      {error && !data ? (
        <div className="p-4 md:p-5">
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {!data && !error ? <Skeleton className="m-5 h-48" label={common('loading')} /> : null}
      {data && data.length === 0 ? (
        <EmptyState title={texts.emptyTitle} action={add}>
          {texts.emptyBody}
        </EmptyState>
      ) : null}
      {data && data.length > 0 && found.length === 0 ? (
        <p className="px-4 pb-5 text-ink-soft md:px-5">{texts.noneFound(text)}</p>
      ) : null}
      <ul>
        {found.map((item) => (
          <li key={item.id} className="flex flex-col gap-2 border-t border-line px-4 py-3 md:px-5">
            {row(
              item,
              removal ? (
                <Button look="quiet" small aria-label={removal.label(item)} onClick={() => setRemoved(item)}>
                  <Trash2 className="size-4" aria-hidden="true" />
                  {t('remove')}
                </Button>
              ) : null,
            )}
          </li>
        ))}
      </ul>
      {removed && removal ? (
        <ConfirmDialog
          title={removal.title(removed)}
          body={removal.body(removed)}
          confirm={removal.confirm}
          keep={t('keep')}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removed)}
          onClose={stopRemoving}
        >
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

interface KnowledgeRowProps {
  title: ReactNode;
  /** What it says, then who said so. */
  children: ReactNode;
  actions: ReactNode;
}

export function KnowledgeRow({ title, children, actions }: KnowledgeRowProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="font-semibold break-words">{title}</h2>
        {children}
      </div>
      {/* Quiet buttons have no edge: below the words they begin where the words do. */}
      <div className="flex gap-1 max-sm:-ml-3">{actions}</div>
    </div>
  );
}
