'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteTerm, knowledgeKeys, termsQuery } from '@/api/knowledge';
import type { Term } from '@/api/types';
import { clockText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { EmptyState } from '@/ui/empty-state';
import { TextField } from '@/ui/field';
import { Skeleton } from '@/ui/skeleton';
import { TermDialog } from './term-dialog';
import { emptyTerm, formOf, foundTerms } from './term-form';

// Fewer are found by looking.
const kSearchFrom = 8;

/** All terms, with what can be done about them. */
export function TermList({ mayChange }: { mayChange: boolean }) {
  const t = useKnowledgeTranslations('glossary');
  const words = useKnowledgeTranslations('settings');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(termsQuery);
  const [text, setText] = useState('');
  /** The term that is changed, "new", or nothing. */
  const [edited, setEdited] = useState<Term | 'new' | null>(null);
  const [removed, setRemoved] = useState<Term | null>(null);
  const remove = useMutation({
    mutationFn: (term: Term) => deleteTerm(term.id),
    onSuccess: () => {
      setRemoved(null);
      void client.invalidateQueries({ queryKey: knowledgeKeys.terms });
    },
  });
  const found = foundTerms(data ?? [], text);

  function stopRemoving() {
    remove.reset();
    setRemoved(null);
  }

  const add = mayChange ? (
    <Button look="primary" small onClick={() => setEdited('new')}>
      <Plus className="size-4" aria-hidden="true" />
      {t('add')}
    </Button>
  ) : null;
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 md:px-5">
        <p className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">{t('intro')}</p>
        {data && data.length > 0 ? add : null}
      </div>
      {data && data.length >= kSearchFrom ? (
        <div className="px-4 pb-3 md:px-5">
          <TextField
            label={t('search')}
            type="search"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      ) : null}
      {error && !data ? (
        <div className="p-4 md:p-5">
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {!data && !error ? <Skeleton className="m-5 h-48" label={common('loading')} /> : null}
      {data && data.length === 0 ? (
        <EmptyState title={t('emptyTitle')} action={add}>
          {t('emptyBody')}
        </EmptyState>
      ) : null}
      {data && data.length > 0 && found.length === 0 ? (
        <p className="px-4 pb-5 text-ink-soft md:px-5">{t('noneFound', { text })}</p>
      ) : null}
      <ul>
        {found.map((term) => (
          <TermRow
            key={term.id}
            term={term}
            onChange={mayChange ? () => setEdited(term) : undefined}
            onRemove={mayChange ? () => setRemoved(term) : undefined}
          />
        ))}
      </ul>
      {edited === null ? null : (
        <TermDialog
          title={edited === 'new' ? t('newTitle') : t('changeTitle', { term: edited.term })}
          initial={edited === 'new' ? emptyTerm : formOf(edited)}
          id={edited === 'new' ? null : edited.id}
          onClose={() => setEdited(null)}
        />
      )}
      {removed ? (
        <ConfirmDialog
          title={t('removeTitle', { term: removed.term })}
          body={t('removeBody')}
          confirm={t('removeConfirm')}
          keep={words('keep')}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(removed)}
          onClose={stopRemoving}
        >
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

interface TermRowProps {
  term: Term;
  onChange: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

function TermRow({ term, onChange, onRemove }: TermRowProps) {
  const t = useKnowledgeTranslations('glossary');
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-4 py-3 md:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-semibold break-words">
          {term.term}
          <span className="ml-2 text-sm font-normal text-ink-soft">
            {t(term.kind)}
            {term.table ? ` · ${term.table}` : ''}
          </span>
        </h3>
        <p className={term.kind === 'synonym' ? 'break-words' : 'font-mono text-sm break-words'}>
          {term.definition}
        </p>
        {term.broken ? (
          <p className="mt-1 text-sm break-words text-bad">{t('broken', { reason: term.broken })}</p>
        ) : null}
        <p className="mt-1 text-sm text-ink-soft">
          {t('by', { name: term.made_by, time: clockText(term.updated_at) })}
        </p>
      </div>
      {onChange && onRemove ? (
        <div className="flex gap-1">
          <Button look="quiet" small aria-label={t('changeNamed', { term: term.term })} onClick={onChange}>
            <Pencil className="size-4" aria-hidden="true" />
            {t('change')}
          </Button>
          <Button look="quiet" small aria-label={t('removeNamed', { term: term.term })} onClick={onRemove}>
            <Trash2 className="size-4" aria-hidden="true" />
            {t('remove')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
