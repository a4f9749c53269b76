'use client';

import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { tablesQuery } from '@/api/queries';
import { useBoardTranslations } from '@/messages/board-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { type Filter, filterColumns, filterText, kFiltersMax, withFilter } from './filters';

interface FilterBarProps {
  filters: Filter[];
  onFilters: (filters: Filter[]) => void;
}

/** What all panels are narrowed to; each can be taken off, and another added. */
export function FilterBar({ filters, onFilters }: FilterBarProps) {
  const t = useBoardTranslations('filters');
  const [adding, setAdding] = useState(false);
  return (
    <>
      {filters.length > 0 ? (
        <ul aria-label={t('title')} className="flex flex-wrap items-center gap-2">
          {filters.map((filter) => (
            <li key={filterText(filter)} className="max-w-full">
              <button
                type="button"
                aria-label={t('remove', { column: filter.column, value: filter.value })}
                onClick={() => onFilters(filters.filter((one) => one !== filter))}
                className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-full border border-edge bg-surface px-3 text-sm hover:border-accent pointer-coarse:min-h-11"
              >
                <span className="min-w-0 truncate">
                  <span className="font-medium">{filter.column} = </span>
                  <span className="text-ink-soft">{filter.value}</span>
                </span>
                <X className="size-3.5 shrink-0 text-ink-soft" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Button disabled={filters.length >= kFiltersMax} onClick={() => setAdding(true)}>
        <ListFilter className="size-4" aria-hidden="true" />
        {t('add')}
      </Button>
      {adding ? (
        <FilterDialog
          onClose={() => setAdding(false)}
          onFilter={(filter) => {
            setAdding(false);
            onFilters(withFilter(filters, filter));
          }}
        />
      ) : null}
    </>
  );
}

interface FilterDialogProps {
  onClose: () => void;
  onFilter: (filter: Filter) => void;
}

function FilterDialog({ onClose, onFilter }: FilterDialogProps) {
  const t = useBoardTranslations('filters');
  const common = useTranslations('common');
  const id = useId();
  const { data: tables } = useQuery(tablesQuery);
  const columns = filterColumns(tables ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const column = chosen ?? [...columns.keys()][0] ?? '';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (column !== '' && value !== '') onFilter({ column, value });
  }

  return (
    <Dialog title={t('dialog')} open onClose={onClose}>
      {tables && columns.size === 0 ? (
        <p>{t('noColumns')}</p>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <SelectField
            label={t('column')}
            value={column}
            choices={[...columns.keys()].map((name) => ({ value: name, label: name }))}
            onChange={(event) => {
              setChosen(event.target.value);
              setValue('');
            }}
          />
          <TextField
            label={t('value')}
            value={value}
            list={id}
            autoComplete="off"
            maxLength={200}
            onChange={(event) => setValue(event.target.value)}
          />
          <datalist id={id}>
            {(columns.get(column) ?? []).map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="submit" look="primary" disabled={column === '' || value === ''}>
              {t('apply')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
