'use client';

import { useId, useState } from 'react';
import type { TopicMessage, TopicPreview } from '@/api/types';
import { clockText } from '@/features/freshness';
import { messageText } from '@/features/message-format';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useRulesTranslations } from '@/messages/rules-translation';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { changesOf, type FieldChange } from './message-change';

const kShown = 5;

/** What the transforms do to real messages: which are left out, and of the others each field that differs. */
export function EffectList({ preview }: { preview: TopicPreview }) {
  const t = useRulesTranslations('transforms');
  const titleId = useId();
  const [all, setAll] = useState(false);
  const { messages, sampled, filtered, duplicates } = preview;
  const shown = all ? messages : messages.slice(0, kShown);
  return (
    <section aria-labelledby={titleId} className="rounded-lg border border-line">
      <header className="px-4 pt-3 pb-2">
        <h3 id={titleId} className="text-sm font-semibold">
          {t('effect')}
        </h3>
        <p role="status" className="text-sm text-ink-soft">
          {t('effectNote', { count: filtered + duplicates, sampled: sampled.toLocaleString('en-US') })}{' '}
          {t('effectCast')}
        </p>
      </header>
      <ul className="divide-y divide-line border-t border-line">
        {shown.map((message) => (
          <li key={`${message.partition}:${message.offset}`} className="px-4 py-3">
            <Effect message={message} />
          </li>
        ))}
      </ul>
      {messages.length > shown.length ? (
        <div className="border-t border-line px-4 py-2">
          <Button look="quiet" small onClick={() => setAll(true)}>
            {t('effectMore', { count: messages.length })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Effect({ message }: { message: TopicMessage }) {
  const t = useRulesTranslations('transforms');
  const words = useConnectTranslations('connection');
  const { value, encoding, transformed } = message;
  const changes = encoding === 'text' && transformed !== undefined ? changesOf(value, transformed) : null;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
        <span>
          {words('partition')} {message.partition} · {words('offset')} {message.offset}
          {message.timestamp ? ` · ${clockText(message.timestamp)}` : ''}
        </span>
        <Outcome message={message} changes={changes} />
      </p>
      {changes && changes.length > 0 ? (
        <dl className="mt-1.5 flex flex-col gap-1 text-sm">
          {changes.map((change) => (
            <ChangeLine key={change.field} change={change} />
          ))}
        </dl>
      ) : null}
      <details className="mt-1">
        <summary className="min-h-9 py-1.5 text-sm text-ink-soft">{t('whole')}</summary>
        <div className="grid gap-3 pt-1 md:grid-cols-2">
          <Side label={t('before')} text={messageText(message, 'decoded')} />
          {transformed === undefined ? null : (
            <Side
              label={t('after')}
              text={messageText({ value: transformed, encoding: 'text' }, 'decoded')}
            />
          )}
        </div>
      </details>
    </>
  );
}

function Outcome({ message, changes }: { message: TopicMessage; changes: FieldChange[] | null }) {
  const t = useRulesTranslations('transforms');
  if (message.filtered || message.duplicate) return <Badge tone="warn">{t('leftOut')}</Badge>;
  if (message.transformed === undefined) return <Badge tone="bad">{t('noRow')}</Badge>;
  if (changes === null) return null;
  return changes.length === 0 ? (
    <Badge tone="neutral">{t('unchanged')}</Badge>
  ) : (
    <Badge tone="good">{t('changes', { count: changes.length })}</Badge>
  );
}

/** "email “a@b.c” becomes “9f3…”": the words tell it without the colours. */
function ChangeLine({ change }: { change: FieldChange }) {
  const t = useRulesTranslations('transforms');
  const value = (text: string, gone = false) => (
    <code className={`font-mono text-xs break-all ${gone ? 'text-ink-soft line-through' : ''}`}>{text}</code>
  );
  return (
    <div className="grid gap-x-3 md:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="font-medium break-all">{change.field}</dt>
      <dd className="min-w-0">
        {change.kind === 'dropped' ? (
          <>
            <span className="text-bad">{t('dropped')}</span> {value(change.before, true)}
          </>
        ) : null}
        {change.kind === 'renamed' ? (
          <>
            <span className="text-ink-soft">{t('renamed')}</span>{' '}
            <span className="font-medium break-all">{change.to}</span>
          </>
        ) : null}
        {change.kind === 'changed' ? (
          <>
            {value(change.before, true)} <span className="text-ink-soft">{t('becomes')}</span>{' '}
            {value(change.after)}
          </>
        ) : null}
        {change.kind === 'added' ? (
          <>
            <span className="text-good">{t('added')}</span> {value(change.after)}
          </>
        ) : null}
      </dd>
    </div>
  );
}

function Side({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <p className="text-xs font-medium text-ink-soft">{label}</p>
      <pre className="mt-1 rounded-lg bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
        {text}
      </pre>
    </div>
  );
}
