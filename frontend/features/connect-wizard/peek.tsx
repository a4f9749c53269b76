'use client';

import { useState } from 'react';
import type { TopicMessage } from '@/api/types';
import { clockText } from '@/features/freshness';
import { messageText, type PeekForm, peekForms } from '@/features/message-format';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Card, CardHeader } from '@/ui/card';

const kMessagesShown = 20;

/** The newest messages of the topic: decoded, as they came, or byte by byte. */
export function Peek({ messages }: { messages: TopicMessage[] }) {
  const t = useConnectTranslations('wizard');
  const words = useConnectTranslations('connection');
  const [form, setForm] = useState<PeekForm>('decoded');
  // The topic is only worth its place where it tells messages apart.
  const several = messages.some(({ topic }) => topic !== messages[0]?.topic);
  return (
    <Card>
      <CardHeader
        title={t('peek')}
        actions={
          <select
            aria-label={t('peekForm')}
            value={form}
            onChange={(event) => setForm(peekForms.find((one) => one === event.target.value) ?? 'decoded')}
            className="min-h-9 rounded-lg border border-line bg-surface px-2 text-sm pointer-coarse:min-h-11"
          >
            {peekForms.map((one) => (
              <option key={one} value={one}>
                {t(`form_${one}`)}
              </option>
            ))}
          </select>
        }
      />
      <section
        aria-label={t('peek')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard
        tabIndex={0}
        className="max-h-96 overflow-y-auto border-t border-line -outline-offset-2"
      >
        <ul className="divide-y divide-line">
          {messages.slice(0, kMessagesShown).map((message) => (
            <li
              key={`${message.topic ?? ''}:${message.partition}:${message.offset}`}
              className="px-4 py-2.5 md:px-5"
            >
              <p className="text-xs text-ink-soft">
                {several && message.topic ? `${message.topic} · ` : ''}
                {words('partition')} {message.partition} · {words('offset')} {message.offset}
                {message.timestamp ? ` · ${clockText(message.timestamp)}` : ''}
                {message.key ? ` · ${message.key}` : ''}
              </p>
              <pre className="mt-0.5 font-mono text-xs break-all whitespace-pre-wrap">
                {message.tombstone ? t('tombstone') : messageText(message, form)}
              </pre>
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}
