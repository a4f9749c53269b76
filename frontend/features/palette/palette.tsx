'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { tablesQuery } from '@/api/queries';
import { boardsQuery, savedQuestionsQuery } from '@/api/workspace';
import { askingOf, queryPath } from '@/features/asking';
import { connectionPath, sourceText } from '@/features/connections/connection-state';
import { useConnections } from '@/features/live';
import { useSearch } from '@/features/shell/search-param';
import { quotedTable } from '@/features/sql';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { classNames } from '@/ui/class-names';
import { Dialog } from '@/ui/dialog';
import { type Command, matching } from './commands';

const kRows = 100;

/** Everything that there is to go to, as commands. */
function useCommands(): Command[] {
  const t = useLaterTranslations('palette');
  const nav = useTranslations('nav');
  const { data: boards } = useQuery(boardsQuery);
  const { data: saved } = useQuery(savedQuestionsQuery);
  const { data: tables } = useQuery(tablesQuery);
  const { data: connections } = useConnections();
  return useMemo(() => {
    const pages = (['query', 'visualize', 'connect', 'status', 'more'] as const).map((id) => ({
      id,
      label: nav(id),
      kind: t('page'),
      href: `/${id}`,
    }));
    return [
      ...pages,
      { id: 'settings', label: t('settings'), kind: t('page'), href: '/settings' },
      { id: 'new-connection', label: t('connectTopic'), kind: t('act'), href: '/connect/new' },
      ...(boards ?? []).map(({ id, title }) => ({
        id,
        label: title,
        kind: t('board'),
        href: `/visualize?d=${encodeURIComponent(id)}`,
      })),
      ...(saved ?? []).map(({ id, name, asking, chart }) => ({
        id,
        label: name,
        kind: t('question'),
        href: queryPath(asking, chart),
      })),
      ...(connections ?? []).map((connection) => ({
        id: connection.id,
        label: sourceText(connection),
        kind: t('connection'),
        href: connectionPath(connection.id),
      })),
      ...(tables ?? []).map(({ database, table }) => ({
        id: `${database}.${table}`,
        label: `${database}.${table}`,
        kind: t('table'),
        href: queryPath(askingOf(`SELECT * FROM ${quotedTable(`${database}.${table}`)} LIMIT ${kRows}`)),
      })),
    ];
  }, [t, nav, boards, saved, tables, connections]);
}

/** One field to go anywhere: pages, boards, questions, connections, tables; or to ask what was typed. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useLaterTranslations('palette');
  const router = useRouter();
  const [, setSearch] = useSearch();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const commands = useCommands();
  const words = typed.trim();
  const found: Command[] = [
    ...matching(commands, words),
    ...(words === ''
      ? []
      : [{ id: 'ask', label: t('ask', { words }), kind: t('question'), href: queryPath(askingOf(words)) }]),
  ];
  const active = Math.min(at, found.length - 1);

  function go(command: Command | undefined) {
    if (!command) return;
    onClose();
    const url = new URL(command.href, window.location.href);
    // The page that is shown hears of another address by its search part.
    if (url.pathname === window.location.pathname) setSearch(url.search);
    else router.push(command.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const target: Record<string, number> = {
      ArrowDown: (active + 1) % found.length,
      ArrowUp: (active - 1 + found.length) % found.length,
    };
    const next = target[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[active]);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  }

  return (
    <Dialog title={t('title')} open onClose={onClose}>
      <input
        autoFocus
        type="text"
        role="combobox"
        aria-label={t('field')}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={t('field')}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="min-h-11 w-full rounded-lg border border-edge bg-surface px-3 text-ink placeholder:text-ink-soft"
      />
      <div
        role="listbox"
        id={id}
        aria-label={t('title')}
        className="-mx-2 flex max-h-80 flex-col overflow-y-auto"
      >
        {found.map((command, index) => (
          <div
            key={`${command.kind}-${command.id}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => go(command)}
            onKeyDown={(event) => event.key === 'Enter' && go(command)}
            className={classNames(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3',
              index === active && 'bg-accent-wash',
            )}
          >
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            <span className="text-xs text-ink-soft">{command.kind}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
