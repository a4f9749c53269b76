'use client';

import { ChevronDown } from 'lucide-react';
import type { Answer } from '@/api/types';
import { useLaterTranslations } from '@/messages/later-translation';
import { classNames } from '@/ui/class-names';
import { Menu } from '@/ui/menu';
import { readingsOf } from './readings';

interface AssumptionChipProps {
  assumption: Answer['assumptions'][number];
  chosen: string | undefined;
  /** Absent where readings cannot be changed: in an answer of the past. */
  onChoose?: ((alternative: string) => void) | undefined;
}

/**
 * How one part of the question was read. It opens what else it could mean; where there is nothing else, it says how it
 * came to be read so. A guess has a dashed border, what was said or defined a solid one.
 */
export function AssumptionChip({ assumption, chosen, onChoose }: AssumptionChipProps) {
  const t = useLaterTranslations('answer');
  const { source, alternatives } = readingsOf(assumption);
  const border = source === 'guessed' ? 'border-dashed border-edge' : 'border-edge';
  const changeable = alternatives.length > 0 && onChoose !== undefined;
  return (
    <Menu
      align="start"
      label={t('assumption', { words: assumption.words || t('noWords'), reading: assumption.reading })}
      intro={changeable ? t('readAs') : t(source)}
      items={
        changeable
          ? alternatives.map((alternative) => ({
              id: alternative.id,
              label: alternative.reading,
              checked:
                chosen === undefined ? alternative.reading === assumption.reading : chosen === alternative.id,
              onSelect: () => onChoose(alternative.id),
            }))
          : []
      }
      className={classNames(
        'inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border px-3 py-1 text-left text-sm hover:border-accent pointer-coarse:min-h-11',
        border,
      )}
    >
      <span className="min-w-0">
        {assumption.words ? <span className="font-medium">{assumption.words} = </span> : null}
        <span className="text-ink-soft">{assumption.reading}</span>
      </span>
      {changeable ? <ChevronDown className="size-3.5 shrink-0 text-ink-soft" aria-hidden="true" /> : null}
    </Menu>
  );
}
