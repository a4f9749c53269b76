'use client';

import { Check, Pause, Pencil, Play } from 'lucide-react';
import { useBoardTranslations } from '@/messages/board-translation';
import { Button } from '@/ui/button';
import type { BoardContent } from './board-content';
import { ranges } from './time-range';

const everySeconds = [1, 2, 5, 15, 60];
const selectClass =
  'min-h-11 rounded-lg border border-line bg-surface px-3 text-sm disabled:text-ink-soft md:min-h-10';

interface BoardControlsProps {
  content: BoardContent;
  /** The range in force. */
  range: string | null;
  onRange: (range: string | null) => void;
  mayEdit: boolean;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  paused: boolean;
  onPaused: (paused: boolean) => void;
  onRefresh: (seconds: number) => void;
}

/** What time all panels show, how often they ask, and whether the board is being arranged. */
export function BoardControls(props: BoardControlsProps) {
  const { content, range, onRange, mayEdit, editing, onEditing, paused, onPaused, onRefresh } = props;
  const t = useBoardTranslations('board');
  const PauseIcon = paused ? Play : Pause;
  const EditIcon = editing ? Check : Pencil;
  return (
    <>
      <select
        aria-label={t('range')}
        value={range ?? ''}
        onChange={(event) => onRange(event.target.value || null)}
        className={selectClass}
      >
        <option value="">{t('rangeOwn')}</option>
        {ranges.map((one) => (
          <option key={one.id} value={one.id}>
            {t(`range_${one.id}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('every')}
        value={content.refresh_s}
        disabled={!mayEdit || paused}
        onChange={(event) => onRefresh(Number(event.target.value))}
        className={selectClass}
      >
        {[...new Set([...everySeconds, content.refresh_s])].map((seconds) => (
          <option key={seconds} value={seconds}>
            {t('everySeconds', { seconds })}
          </option>
        ))}
      </select>
      <Button onClick={() => onPaused(!paused)} aria-pressed={paused}>
        <PauseIcon className="size-4" aria-hidden="true" />
        {paused ? t('resume') : t('pause')}
      </Button>
      {mayEdit ? (
        <Button look={editing ? 'primary' : 'secondary'} onClick={() => onEditing(!editing)}>
          <EditIcon className="size-4" aria-hidden="true" />
          {editing ? t('done') : t('edit')}
        </Button>
      ) : null}
    </>
  );
}
