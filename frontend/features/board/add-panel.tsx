'use client';

import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useBoardTranslations } from '@/messages/board-translation';
import { Button } from '@/ui/button';

/** A new panel is a question, or SQL, as on Query. */
export function AddPanel({ full, onAdd }: { full: boolean; onAdd: (text: string) => void }) {
  const t = useBoardTranslations('board');
  const [text, setText] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '' || full) return;
    onAdd(text.trim());
    setText('');
  }

  return (
    <form
      onSubmit={submit}
      className="flex items-center gap-2 rounded-2xl border border-edge/70 bg-surface p-1.5 shadow-card focus-within:border-accent"
    >
      <input
        type="text"
        aria-label={t('addPanel')}
        placeholder={full ? t('full') : t('addPanelHint')}
        value={text}
        disabled={full}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        className="min-h-11 min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-soft"
      />
      <Button type="submit" disabled={text.trim() === '' || full}>
        <Plus className="size-4" aria-hidden="true" />
        {t('add')}
      </Button>
    </form>
  );
}
