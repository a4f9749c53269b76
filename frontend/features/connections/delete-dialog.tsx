'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { deadLetterGroupsQuery } from '@/api/dead-letters';
import { deleteConnection, queryKeys } from '@/api/queries';
import type { Connection } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { sourceText } from './connection-state';

interface DeleteDialogProps {
  connection: Connection;
  open: boolean;
  onClose: () => void;
}

/** Says what stays. The table goes too only when its whole name was typed. */
export function DeleteDialog({ connection, open, onClose }: DeleteDialogProps) {
  const t = useConnectTranslations('connection');
  const common = useTranslations('common');
  const router = useRouter();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  // Counted from what is stored: progress counts since the service has started only.
  const { data: letters } = useQuery({ ...deadLetterGroupsQuery(connection.id), enabled: open });
  const rejected = letters?.total ?? 0;
  const dropTable = typed === connection.table;
  const remove = useMutation({
    mutationFn: () => deleteConnection(connection.id, dropTable),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.connections, exact: true });
      void client.invalidateQueries({ queryKey: queryKeys.tables });
      router.push('/connect');
    },
  });
  return (
    <Dialog title={t('deleteTitle')} open={open} onClose={onClose}>
      <p>{t('deleteBody', { topic: sourceText(connection), table: connection.table })}</p>
      {rejected > 0 ? <p className="text-warn">{t('deleteRejected', { count: rejected })}</p> : null}
      <TextField
        label={t('dropLabel')}
        hint={t('dropTable', { table: connection.table })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      {remove.error ? <ProblemNotice error={remove.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button
          look="danger"
          disabled={remove.isPending || (typed !== '' && !dropTable)}
          onClick={() => remove.mutate()}
        >
          {dropTable ? t('deleteBoth') : t('deleteConfirm')}
        </Button>
      </div>
    </Dialog>
  );
}
