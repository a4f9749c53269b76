'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  title: string;
  body: string;
  confirm: string;
  keep: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What went wrong with it. */
  children?: ReactNode;
}

/** Asks before something goes for good. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, body, confirm, keep, busy, onConfirm, onClose, children } = props;
  return (
    <Dialog title={title} open onClose={onClose}>
      <p className="break-words">{body}</p>
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{keep}</Button>
        <Button look="danger" disabled={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
