'use client';

import { useCallback, useMemo } from 'react';
import { useSearch } from '@/features/shell/search-param';
import { type Filter, filterText, parseFilters } from './filters';
import { rangeOf } from './time-range';

/** How this person looks at the board: in the address, so that reload, Back and a copied link keep it. */
export interface Looking {
  filters: Filter[];
  setFilters: (filters: Filter[]) => void;
  /** The time range that somebody who may not change the board has chosen; null for the board's own. */
  range: string | null;
  setRange: (range: string | null) => void;
}

export function useLooking(): Looking {
  const [search, setSearch] = useSearch();
  const parsed = useMemo(() => {
    const parameters = new URLSearchParams(search);
    const range = parameters.get('range');
    return { filters: parseFilters(parameters.getAll('f')), range: rangeOf(range) ? range : null };
  }, [search]);
  const change = useCallback(
    (edit: (parameters: URLSearchParams) => void) => {
      const parameters = new URLSearchParams(search);
      edit(parameters);
      setSearch(`?${parameters}`);
    },
    [search, setSearch],
  );
  const setFilters = useCallback(
    (filters: Filter[]) =>
      change((parameters) => {
        parameters.delete('f');
        for (const filter of filters) parameters.append('f', filterText(filter));
      }),
    [change],
  );
  const setRange = useCallback(
    (range: string | null) =>
      change((parameters) => {
        if (range === null) parameters.delete('range');
        else parameters.set('range', range);
      }),
    [change],
  );
  return { ...parsed, setFilters, setRange };
}
