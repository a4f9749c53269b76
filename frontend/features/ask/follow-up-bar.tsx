'use client';

import { CornerDownLeft } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';

/** Goes on from the answer above: "only iPhone", "by hour". */
export function FollowUpBar({ onAsk }: { onAsk: (text: string) => void }) {
  const t = useLaterTranslations('answer');
  const [text, setText] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    const question = text.trim();
    if (question === '') return;
    setText('');
    onAsk(question);
  }

  return (
    <form
      onSubmit={submit}
      className="flex items-center gap-2 rounded-2xl border border-edge/70 bg-surface p-1.5 shadow-card focus-within:border-accent focus-within:ring-4 focus-within:ring-accent/15"
    >
      <input
        type="text"
        aria-label={t('followUp')}
        placeholder={t('followUpHint')}
        value={text}
        maxLength={2000}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        className="min-h-11 min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-soft"
      />
      <Button type="submit" disabled={text.trim() === ''} aria-label={t('askFollowUp')}>
        <CornerDownLeft className="size-4" aria-hidden="true" />
      </Button>
    </form>
  );
}
