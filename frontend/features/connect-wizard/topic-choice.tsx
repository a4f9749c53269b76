'use client';

import { useMemo, useState } from 'react';
import type { ConnectionTest } from '@/api/types';
import { useConnectTranslations } from '@/messages/connect-translation';
import { classNames } from '@/ui/class-names';
import { SelectField, TextField, WordField } from '@/ui/field';
import { matchedTopics, type SourcePlace, sourceKinds, type TopicSource, withTopic } from './topic-source';

// Thousands of topics are found by typing, not by scrolling.
const kTopicsShownMax = 200;
const kMatchesShownMax = 8;

const kindKeys = { one: 'sourceOne', several: 'sourceSeveral', pattern: 'sourcePattern' } as const;

interface TopicChoiceProps {
  topics: ConnectionTest['topics'];
  source: TopicSource;
  onSource: (change: Partial<TopicSource>) => void;
  /** What is wrong, told at its place. */
  problemAt: (place: SourcePlace) => string | undefined;
}

/** Which topics are read: one, several, or all that match; and the table of more than one. */
export function TopicChoice({ topics, source, onSource, problemAt }: TopicChoiceProps) {
  const t = useConnectTranslations('wizard');
  return (
    <>
      <SelectField
        label={t('source')}
        value={source.source}
        choices={sourceKinds.map((value) => ({ value, label: t(kindKeys[value]) }))}
        onChange={(event) => {
          const kind = sourceKinds.find((value) => value === event.target.value);
          if (kind) onSource({ source: kind });
        }}
      />
      {source.source === 'pattern' ? (
        <PatternField topics={topics} source={source} onSource={onSource} problem={problemAt('pattern')} />
      ) : (
        <TopicList topics={topics} source={source} onSource={onSource} problem={problemAt('topics')} />
      )}
      {source.source === 'one' ? null : (
        <WordField
          label={t('intoTable')}
          hint={t('intoTableHint')}
          problem={problemAt('table')}
          value={source.table}
          placeholder="shop.orders"
          onChange={(event) => onSource({ table: event.target.value })}
        />
      )}
    </>
  );
}

interface PartProps {
  topics: ConnectionTest['topics'];
  source: TopicSource;
  onSource: (change: Partial<TopicSource>) => void;
  problem: string | undefined;
}

function TopicList({ topics, source, onSource, problem }: PartProps) {
  const t = useConnectTranslations('wizard');
  const [filter, setFilter] = useState('');
  const several = source.source === 'several';
  const found = useMemo(
    () => topics.filter((entry) => entry.name.toLowerCase().includes(filter.trim().toLowerCase())),
    [topics, filter],
  );
  return (
    <>
      <TextField
        label={t('search')}
        type="search"
        value={filter}
        problem={problem}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setFilter(event.target.value)}
      />
      {topics.length === 0 ? <p className="text-ink-soft">{t('topicsEmpty')}</p> : null}
      {topics.length > 0 && found.length === 0 ? (
        <p className="text-ink-soft">{t('topicsNone', { text: filter })}</p>
      ) : null}
      <fieldset className="max-h-80 overflow-y-auto rounded-lg">
        <legend className="sr-only">{t('step2')}</legend>
        <div className="flex flex-col gap-1.5 p-0.5">
          {found.slice(0, kTopicsShownMax).map((entry) => {
            const on = several ? source.topics.includes(entry.name) : entry.name === source.topic;
            return (
              <label
                key={entry.name}
                className={classNames(
                  'flex min-h-12 cursor-pointer items-center gap-3 rounded-lg border px-4 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
                  on ? 'border-accent bg-accent-wash' : 'border-line hover:border-edge',
                )}
              >
                <input
                  type={several ? 'checkbox' : 'radio'}
                  name="topic"
                  value={entry.name}
                  checked={on}
                  onChange={(event) =>
                    onSource(
                      several
                        ? { topics: withTopic(source.topics, entry.name, event.target.checked) }
                        : { topic: entry.name },
                    )
                  }
                  className="size-4 accent-accent"
                />
                <span className="min-w-0 flex-1 font-medium break-all">{entry.name}</span>
                <span className="text-sm text-ink-soft">{t('partitions', { count: entry.partitions })}</span>
              </label>
            );
          })}
        </div>
      </fieldset>
      {several && source.topics.length > 0 ? (
        <p className="text-sm break-words text-ink-soft">
          {t('topicsChosen', { count: source.topics.length, names: source.topics.join(', ') })}
        </p>
      ) : null}
    </>
  );
}

function PatternField({ topics, source, onSource, problem }: PartProps) {
  const t = useConnectTranslations('wizard');
  const matched = useMemo(
    () =>
      source.pattern.trim() === ''
        ? null
        : matchedTopics(
            source.pattern,
            topics.map(({ name }) => name),
          ),
    [source.pattern, topics],
  );
  return (
    <div className="flex flex-col gap-2">
      <WordField
        label={t('pattern')}
        hint={t('patternHint')}
        problem={problem}
        value={source.pattern}
        placeholder="shop\.orders\..*"
        onChange={(event) => onSource({ pattern: event.target.value })}
      />
      {matched ? (
        <p role="status" className="text-sm break-words text-ink-soft">
          {t('patternMatches', { count: matched.length })}
          {matched.length > 0 ? ` ${matched.slice(0, kMatchesShownMax).join(', ')}` : ''}
          {matched.length > kMatchesShownMax ? ' …' : ''}
        </p>
      ) : null}
    </div>
  );
}
