'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { sessionQuery } from '@/api/queries';
import type { Asking } from '@/api/types';
import {
  boardQuery,
  boardsQuery,
  createBoard,
  replaceBoard,
  saveQuestion,
  workspaceKeys,
} from '@/api/workspace';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { contentOf, emptyBoard, withPanel } from './board-content';

interface SaveDialogProps {
  asking: Asking;
  title: string;
  chart: string | null;
  open: boolean;
  onClose: () => void;
}

const kTriesMax = 3;
const newBoard = 'new';
const asQuestion = 'question';

/** Name and place: the board changed last stands first, so that the usual case is two clicks. */
export function SaveDialog({ asking, title, chart, open, onClose }: SaveDialogProps) {
  const t = useBoardTranslations('board');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data: boards, error } = useQuery(boardsQuery);
  const { data: session } = useQuery(sessionQuery);
  const [name, setName] = useState(title.slice(0, 200));
  const [chosen, setChosen] = useState<string | null>(null);
  const place = chosen ?? boards?.[0]?.id ?? newBoard;

  /** Somebody may change the board in between: then the panel is added to what it is now. */
  async function addTo(id: string): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const board = await client.fetchQuery({ ...boardQuery(id), staleTime: 0 });
      try {
        const saved = await replaceBoard(
          id,
          board.revision,
          withPanel(contentOf(board), { asking, title: name, chart }),
        );
        client.setQueryData(workspaceKeys.board(id), saved);
        return id;
      } catch (thrown) {
        if (asProblem(thrown).code !== 'changed_elsewhere' || attempt === kTriesMax) throw thrown;
      }
    }
  }

  const save = useMutation({
    mutationFn: async (): Promise<string | null> => {
      if (place === asQuestion) {
        await saveQuestion(name, asking, chart);
        return null;
      }
      if (place !== newBoard) return addTo(place);
      const made = await createBoard(withPanel(emptyBoard(t('firstTitle')), { asking, title: name, chart }));
      return made.id;
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: workspaceKeys.boards });
      void client.invalidateQueries({ queryKey: workspaceKeys.savedQuestions });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  }

  if (session?.role === 'viewer')
    return (
      <Dialog title={t('saveTitle')} open={open} onClose={onClose}>
        <p>{t('saveViewer')}</p>
        <div className="flex justify-end">
          <Button onClick={onClose}>{common('close')}</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('saveTitle')} open={open} onClose={onClose}>
      {save.isSuccess ? (
        <>
          <p role="status">{save.data === null ? t('savedQuestion') : t('savedPanel')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('close')}</Button>
            {save.data === null ? null : (
              <Link href={`/visualize?d=${encodeURIComponent(save.data)}`} className={buttonClass('primary')}>
                {t('openBoard')}
              </Link>
            )}
          </div>
        </>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <TextField
            label={t('name')}
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
          {boards ? (
            <SelectField
              label={t('saveTo')}
              value={place}
              choices={[
                ...boards.map((board) => ({ value: board.id, label: board.title })),
                { value: newBoard, label: t('saveNewBoard') },
                { value: asQuestion, label: t('saveQuestion') },
              ]}
              onChange={(event) => setChosen(event.target.value)}
            />
          ) : error ? (
            <ProblemNotice error={error} />
          ) : (
            <Skeleton className="h-16" label={common('loading')} />
          )}
          {save.error ? <ProblemNotice error={save.error} /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="submit" look="primary" disabled={save.isPending || !boards || name.trim() === ''}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
