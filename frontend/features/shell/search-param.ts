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

function go(url: URL, replace: boolean): void {
  if (replace) window.history.replaceState(null, '', url);
  else window.history.pushState(null, '', url);
  window.dispatchEvent(new Event(changed));
}

/**
 * The address's search part ("?q=a"). Next's own hook would empty the exported page of everything that stands above
 * it; this one is '' in the exported page and right from the first paint in the browser on.
 */
export function useSearch(): [string, (search: string, replace?: boolean) => void] {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  );
  const set = useCallback((next: string, replace = false) => {
    const url = new URL(window.location.href);
    url.search = next;
    go(url, replace);
  }, []);
  return [search, set];
}

/** One parameter of the address, '' when absent. */
export function useSearchParam(name: string): [string, (value: string, replace?: boolean) => void] {
  const [search] = useSearch();
  const set = useCallback(
    (next: string, replace = false) => {
      const url = new URL(window.location.href);
      if (next === '') url.searchParams.delete(name);
      else url.searchParams.set(name, next);
      go(url, replace);
    },
    [name],
  );
  return [new URLSearchParams(search).get(name) ?? '', set];
}
