'use client';

import type { ComponentType, ReactNode } from 'react';
import { readEarly } from '@/api/early-read';
import { lazyPart } from './lazy-part';

type Wrapper = ComponentType<{ children: ReactNode }>;

/** Both come at the same time. */
function lazyInside<Props extends object>(
  loadWrapper: () => Promise<Wrapper>,
  load: () => Promise<ComponentType<Props>>,
  place: ReactNode,
  options?: { atOnce: boolean },
): (props: Props) => ReactNode {
  return lazyPart(
    async () => {
      const [Inside, Part] = await Promise.all([loadWrapper(), load()]);
      // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when it has come
      return function Wrapped(props: Props) {
        return (
          <Inside>
            <Part {...props} />
          </Inside>
        );
      };
    },
    place,
    options,
  );
}

let begun = false;

/**
 * With the session, which every signed-in page reads; called where a page's module is read. Only for the page that the
 * browser opened: of one that is gone to from there the cache may have it all already.
 */
function beginReads(reads: () => string[] = () => []): void {
  if (begun || typeof window === 'undefined') return;
  begun = true;
  for (const address of ['/api/v1/session', ...reads()]) readEarly(address);
}

/**
 * The content of a signed-in page, with all that it needs to read data. It comes after the first paint, and is asked for
 * while React still takes the frame over: the frame around it, which is in the exported page, needs none of that. So are
 * `reads`, the addresses that it reads first.
 */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
  reads?: () => string[],
): (props: Props) => ReactNode {
  beginReads(reads);
  return lazyInside(() => import('./signed-in').then((module) => module.SignedInPage), load, place, {
    atOnce: true,
  });
}

/** The same for content that says by itself, at a place of its own, that the connection is lost. */
export function lazySignedIn<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
  reads?: () => string[],
): (props: Props) => ReactNode {
  beginReads(reads);
  return lazyInside(() => import('./signed-in').then((module) => module.SignedIn), load, place, {
    atOnce: true,
  });
}

/** A part that reads data, outside of the page's content. */
export function lazyDataPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
): (props: Props) => ReactNode {
  return lazyInside(() => import('./providers').then((module) => module.Providers), load, place);
}
