'use client';

import { BookMarked } from 'lucide-react';
import { useState } from 'react';
import { LazyTermDialog, type TermForm } from '@/features/glossary';
import type { Reply } from '@/features/reply';
import { useMayChange } from '@/features/session/use-may-change';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useLaterTranslations } from '@/messages/later-translation';
import { Menu } from '@/ui/menu';
import { AssumptionChip, chipClass } from './assumption-chip';
import { definitionOf } from './definition-of';

interface AssumptionListProps {
  reply: Reply;
  onReading: ((assumption: string, alternative: string) => void) | undefined;
  /** The words of this assumption have become a term. */
  onDefined: ((assumption: string) => void) | undefined;
}

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** How the question was read, a chip for each part, and the definitions that it rests on. */
export function AssumptionList({ reply, onReading, onDefined }: AssumptionListProps) {
  const t = useLaterTranslations('answer');
  const words = useKnowledgeTranslations('glossary');
  const mayDefine = useMayChange() === true && onDefined !== undefined;
  const [defined, setDefined] = useState<{ assumption: string; form: TermForm } | null>(null);
  const readings = reply.asking.turns.at(-1)?.readings;
  const terms = reply.used.filter(({ kind }) => kind === 'term');
  const known = new Map(
    reply.assumptions.map((assumption) => [
      assumption,
      terms.find(({ name }) => assumption.source === 'definition' && same(name, assumption.words)),
    ]),
  );
  const told = new Set(known.values());
  const others = terms.filter((term) => !told.has(term));
  return (
    <>
      {reply.assumptions.length > 0 ? (
        <ul aria-label={t('assumptions')} className="flex flex-wrap gap-2">
          {reply.assumptions.map((assumption) => {
            const form = mayDefine ? definitionOf(assumption, reply) : null;
            return (
              <li key={assumption.id + assumption.words} className="max-w-full">
                <AssumptionChip
                  assumption={assumption}
                  chosen={readings?.[assumption.id]}
                  definition={known.get(assumption)?.text}
                  onChoose={onReading ? (alternative) => onReading(assumption.id, alternative) : undefined}
                  onDefine={form ? () => setDefined({ assumption: assumption.id, form }) : undefined}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <ul aria-label={t('uses')} className="flex flex-wrap gap-2">
          {others.map((term) => (
            <li key={term.id} className="max-w-full">
              <Menu
                align="start"
                label={t('used', { name: term.name, text: term.text })}
                intro={t('usedNote')}
                items={[]}
                className={chipClass}
              >
                <BookMarked className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
                <span className="min-w-0 break-words">
                  <span className="font-medium">{term.name} = </span>
                  <span className="text-ink-soft">{term.text}</span>
                </span>
              </Menu>
            </li>
          ))}
        </ul>
      ) : null}
      {defined ? (
        <LazyTermDialog
          title={words('alwaysTitle')}
          intro={words('alwaysBody')}
          initial={defined.form}
          id={null}
          onSaved={() => onDefined?.(defined.assumption)}
          onClose={() => setDefined(null)}
        />
      ) : null}
    </>
  );
}
