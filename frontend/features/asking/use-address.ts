'use client';

import { useCallback, useMemo } from 'react';
import { useSearch } from '@/features/shell/search-param';
import { addressSearch, parseAddress, type QueryAddress } from './asking';

/** What the page's address asks, and how to ask something else. */
export function useAddress(): [QueryAddress, (next: QueryAddress, replace?: boolean) => void] {
  const [search, setSearch] = useSearch();
  const address = useMemo(() => parseAddress(search), [search]);
  const go = useCallback(
    (next: QueryAddress, replace = false) => setSearch(addressSearch(next), replace),
    [setSearch],
  );
  return [address, go];
}
