'use client';

import { BookMarked, ChevronDown } from 'lucide-react';
import type { Answer } from '@/api/types';
import { useLaterTranslations } from '@/messages/later-translation';
import { classNames } from '@/ui/class-names';
import { Menu, type MenuItem } from '@/ui/menu';
import { readingsOf } from './readings';

/** The look of a chip, whose border says where a reading comes from. */
export const chipClass =
  'inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-edge px-3 py-1 text-left text-sm hover:border-accent pointer-coarse:min-h-11';

interface AssumptionChipProps {
  assumption: Answer['assumptions'][number];
  chosen: string | undefined;
  /** The definition that it was read by, as it was written; undefined for none. */
  definition?: string | undefined;
  /** Absent where readings cannot be changed: in an answer of the past. */
  onChoose?: ((alternative: string) => void) | undefined;
  /** Makes the reading a definition; absent where it cannot be one, or this person may not. */
  onDefine?: (() => void) | undefined;
}

/**
 * How one part of the question was read. It opens what else it could mean; where there is nothing else, it says how it
 * came to be read so. A guess has a dashed border, what was said or defined a solid one.
 */
export function AssumptionChip({ assumption, chosen, definition, onChoose, onDefine }: AssumptionChipProps) {
  const t = useLaterTranslations('answer');
  const { source, alternatives } = readingsOf(assumption);
  const changeable = alternatives.length > 0 && onChoose !== undefined;
  const items: MenuItem[] = [];
  if (changeable)
    for (const alternative of alternatives)
      items.push({
        id: alternative.id,
        label: alternative.reading,
        checked:
          chosen === undefined ? alternative.reading === assumption.reading : chosen === alternative.id,
        onSelect: () => onChoose(alternative.id),
      });
  if (onDefine)
    items.push({ id: '+define', label: t('alwaysSo'), note: t('alwaysSoNote'), onSelect: onDefine });
  const origin = definition === undefined ? t(source) : t('definitionOf', { text: definition });
  return (
    <Menu
      align="start"
      label={t('assumption', { words: assumption.words || t('noWords'), reading: assumption.reading })}
      intro={
        changeable ? (
          <>
            {source === 'definition' ? <span className="mb-1 block break-words">{origin}</span> : null}
            {t('readAs')}
          </>
        ) : (
          origin
        )
      }
      items={items}
      className={classNames(chipClass, source === 'guessed' && 'border-dashed')}
    >
      {source === 'definition' ? (
        <BookMarked className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
      ) : null}
      <span className="min-w-0">
        {assumption.words ? <span className="font-medium">{assumption.words} = </span> : null}
        <span className="text-ink-soft">{assumption.reading}</span>
      </span>
      {items.length > 0 ? (
        <ChevronDown className="size-3.5 shrink-0 text-ink-soft" aria-hidden="true" />
      ) : null}
    </Menu>
  );
}
