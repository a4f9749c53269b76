'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { dashboardAddress, grafanaQuery } from '@/api/grafana';
import { deleteBoard, workspaceKeys } from '@/api/workspace';
import { openInGrafana } from '@/features/grafana';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Menu } from '@/ui/menu';
import { type BoardContent, boardFile, boardFileName } from './board-content';
import { saveText } from './save-text';

interface BoardMenuProps {
  id: string;
  content: BoardContent;
  mayEdit: boolean;
  onFullScreen: () => void;
  onRename: () => void;
}

/** What is done with a board as a whole. */
export function BoardMenu({ id, content, mayEdit, onFullScreen, onRename }: BoardMenuProps) {
  const t = useBoardTranslations('board');
  const client = useQueryClient();
  const [, setBoard] = useSearchParam('d');
  const remove = useMutation({
    mutationFn: () => deleteBoard(id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: workspaceKeys.boards });
      setBoard('');
    },
  });
  const [sure, setSure] = useState(false);
  const { data: hasGrafana } = useQuery(grafanaQuery);
  const show = useMutation({ mutationFn: () => openInGrafana(() => dashboardAddress(id)) });
  return (
    <>
      {show.error ? <ProblemNotice error={show.error} onRetry={() => show.mutate()} /> : null}
      <Menu
        label={t('boardMenu')}
        className={buttonClass('secondary')}
        items={[
          { id: 'full', label: t('fullScreen'), note: t('fullScreenNote'), onSelect: onFullScreen },
          {
            id: 'file',
            label: t('exportFile'),
            note: t('exportFileNote'),
            onSelect: () => saveText(boardFile(content), boardFileName(content.title)),
          },
          ...(hasGrafana
            ? [{ id: 'grafana', label: t('grafana'), note: t('grafanaNote'), onSelect: () => show.mutate() }]
            : []),
          ...(mayEdit
            ? [
                { id: 'rename', label: t('renameBoard'), onSelect: onRename },
                { id: 'delete', label: t('deleteBoard'), onSelect: () => setSure(true) },
              ]
            : []),
        ]}
      >
        <EllipsisVertical className="size-4" aria-hidden="true" />
      </Menu>
      <DeleteBoardDialog
        title={content.title}
        open={sure}
        error={remove.error}
        pending={remove.isPending}
        onClose={() => setSure(false)}
        onDelete={() => remove.mutate()}
      />
    </>
  );
}

interface DeleteBoardDialogProps {
  title: string;
  open: boolean;
  error: unknown;
  pending: boolean;
  onClose: () => void;
  onDelete: () => void;
}

function DeleteBoardDialog({ title, open, error, pending, onClose, onDelete }: DeleteBoardDialogProps) {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  return (
    <Dialog title={t('deleteBoardTitle', { title })} open={open} onClose={onClose}>
      <p>{t('deleteBoardBody')}</p>
      {error ? <ProblemNotice error={error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="danger" disabled={pending} onClick={onDelete}>
          {t('deleteBoard')}
        </Button>
      </div>
    </Dialog>
  );
}
