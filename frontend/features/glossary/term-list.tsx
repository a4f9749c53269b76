'use client';

import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { deleteTerm, knowledgeKeys, termsQuery } from '@/api/knowledge';
import type { Term } from '@/api/types';
import { clockText } from '@/features/freshness';
import { KnowledgeList, KnowledgeRow } from '@/features/knowledge';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { Button } from '@/ui/button';
import { TermDialog } from './term-dialog';
import { emptyTerm, formOf } from './term-form';

/** All terms, with what can be done about them. */
export function TermList({ mayChange }: { mayChange: boolean }) {
  const t = useKnowledgeTranslations('glossary');
  const read = useQuery(termsQuery);
  /** The term that is changed, "new", or nothing. */
  const [edited, setEdited] = useState<Term | 'new' | null>(null);
  return (
    <>
      <KnowledgeList
        read={read}
        list={knowledgeKeys.terms}
        texts={{
          intro: t('intro'),
          search: t('search'),
          noneFound: (text) => t('noneFound', { text }),
          emptyTitle: t('emptyTitle'),
          emptyBody: t('emptyBody'),
        }}
        wordsOf={({ term, definition, table }) => [term, definition, table ?? '']}
        add={
          mayChange ? (
            <Button look="primary" small onClick={() => setEdited('new')}>
              <Plus className="size-4" aria-hidden="true" />
              {t('add')}
            </Button>
          ) : null
        }
        removal={
          mayChange
            ? {
                call: ({ id }) => deleteTerm(id),
                label: ({ term }) => t('removeNamed', { term }),
                title: ({ term }) => t('removeTitle', { term }),
                body: () => t('removeBody'),
                confirm: t('removeConfirm'),
              }
            : null
        }
        row={(term, remove) => (
          <TermRow term={term} remove={remove} onChange={mayChange ? () => setEdited(term) : undefined} />
        )}
      />
      {edited === null ? null : (
        <TermDialog
          title={edited === 'new' ? t('newTitle') : t('changeTitle', { term: edited.term })}
          initial={edited === 'new' ? emptyTerm : formOf(edited)}
          id={edited === 'new' ? null : edited.id}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface TermRowProps {
  term: Term;
  remove: ReactNode;
  onChange: (() => void) | undefined;
}

function TermRow({ term, remove, onChange }: TermRowProps) {
  const t = useKnowledgeTranslations('glossary');
  return (
    <KnowledgeRow
      title={
        <>
          {term.term}
          <span className="ml-2 text-sm font-normal text-ink-soft">
            {t(term.kind)}
            {term.table ? ` · ${term.table}` : ''}
          </span>
        </>
      }
      actions={
        <>
          {onChange ? (
            <Button look="quiet" small aria-label={t('changeNamed', { term: term.term })} onClick={onChange}>
              <Pencil className="size-4" aria-hidden="true" />
              {t('change')}
            </Button>
          ) : null}
          {remove}
        </>
      }
    >
      <p className={term.kind === 'synonym' ? 'break-words' : 'font-mono text-sm break-words'}>
        {term.definition}
      </p>
      {term.broken ? (
        <p className="mt-1 text-sm break-words text-bad">{t('broken', { reason: term.broken })}</p>
      ) : null}
      <p className="mt-1 text-sm text-ink-soft">
        {t('by', { name: term.made_by, time: clockText(term.updated_at) })}
      </p>
    </KnowledgeRow>
  );
}
