'use client';

import type { Connection } from '@/api/types';
import { useConnectTranslations } from '@/messages/connect-translation';

type Topic = NonNullable<Connection['topics']>[number];

const stateKeys = { missing: 'topicMissing', not_authorized: 'topicNotAuthorized' } as const;

/** All topics that a connection reads, those that cannot be read with the reason, and what comes later. */
export function TopicStates({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('connection');
  const { topics = [], topic_pattern: pattern } = connection;
  // What wants somebody's attention comes first.
  const ordered = [...topics].sort((a, b) => Number(a.state === 'readable') - Number(b.state === 'readable'));
  return (
    <div className="border-t border-line pt-4 text-sm">
      <h2 className="font-semibold">
        {t('topics')} <span className="font-normal text-ink-soft">{topics.length}</span>
      </h2>
      <section
        aria-label={t('topics')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard
        tabIndex={0}
        className="mt-1 max-h-60 overflow-y-auto"
      >
        <ul className="flex flex-col gap-1">
          {ordered.map((topic) => (
            <li key={topic.name} className="break-all">
              {topic.name}
              <TopicState state={topic.state} />
            </li>
          ))}
        </ul>
      </section>
      {pattern ? (
        <p className="mt-2 break-words text-ink-soft">{t('topicsLater', { pattern: `/${pattern}/` })}</p>
      ) : null}
    </div>
  );
}

function TopicState({ state }: { state: Topic['state'] }) {
  const t = useConnectTranslations('connection');
  return state === 'readable' ? null : <span className="text-warn"> · {t(stateKeys[state])}</span>;
}
