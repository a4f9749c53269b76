'use client';

import { useRejectedTranslations } from '@/messages/rejected-translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { ReplayTask } from './use-replay';

interface ReplayDialogProps {
  /** Null while the dialog is closed. */
  task: ReplayTask | null;
  table: string;
  onClose: () => void;
  onReplay: (task: ReplayTask) => void;
}

/** Says what a replay does before it is done. */
export function ReplayDialog({ task, table, onClose, onReplay }: ReplayDialogProps) {
  const t = useRejectedTranslations('rejected');
  return (
    <Dialog title={t('confirmTitle', { what: task?.what ?? '' })} open={task !== null} onClose={onClose}>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        <li>{t('confirmReads', { table })}</li>
        <li>{t('confirmFits')}</li>
        <li>{t('confirmKept')}</li>
        <li>{t('confirmLive')}</li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="primary"
          onClick={() => {
            onClose();
            if (task) onReplay(task);
          }}
        >
          {t('confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
