'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shareQuery } from '@/api/workspace';
import type { QueryAddress } from '@/features/asking';
import { useSearchParam } from '@/features/shell/search-param';

/** A shared link (?s=ID) becomes the address of what it asks. Its error, while there is one. */
export function useShared(go: (address: QueryAddress, replace: boolean) => void): unknown {
  const [id] = useSearchParam('s');
  const { data, error } = useQuery(shareQuery(id));
  useEffect(() => {
    if (data) go({ asking: data.asking, chart: data.chart }, true);
  }, [data, go]);
  return id === '' ? null : error;
}
