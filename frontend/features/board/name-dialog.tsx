'use client';

import { type FormEvent, useEffect, useState } from 'react';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';

const kNameMax = 200;

interface NameDialogProps {
  title: string;
  open: boolean;
  name: string;
  /** An empty name is none. */
  needed: boolean;
  onClose: () => void;
  onName: (name: string) => void;
}

export function NameDialog({ title, open, name, needed, onClose, onName }: NameDialogProps) {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  const [typed, setTyped] = useState(name);
  useEffect(() => {
    if (open) setTyped(name);
  }, [open, name]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (needed && typed.trim() === '') return;
    onName(typed.trim());
    onClose();
  }

  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          value={typed}
          maxLength={kNameMax}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" look="primary" disabled={needed && typed.trim() === ''}>
            {t('ok')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
