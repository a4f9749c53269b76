'use client';

import { useCallback, useSyncExternalStore } from 'react';

const changed = 'aurora:search-param';

function subscribe(notify: () => void): () => void {
  window.addEventListener('popstate', notify);
  window.addEventListener(changed, notify);
  return () => {
    window.removeEventListener('popstate', notify);
    window.removeEventListener(changed, notify);
  };
}

/**
 * A parameter of the address, '' when absent. Next's own hook would empty the exported page of everything that
 * stands above it; this one is '' in the exported page and right from the first paint in the browser on.
 */
export function useSearchParam(name: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.search).get(name) ?? '',
    () => '',
  );
  const set = useCallback(
    (next: string) => {
      const url = new URL(window.location.href);
      if (next === '') url.searchParams.delete(name);
      else url.searchParams.set(name, next);
      window.history.pushState(null, '', url);
      window.dispatchEvent(new Event(changed));
    },
    [name],
  );
  return [value, set];
}
