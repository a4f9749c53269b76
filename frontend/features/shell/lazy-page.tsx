'use client';

import type { ComponentType, ReactNode } from 'react';
import { lazyPart } from './lazy-part';

type Wrapper = ComponentType<{ children: ReactNode }>;

/** Both come at the same time. */
function lazyInside<Props extends object>(
  loadWrapper: () => Promise<Wrapper>,
  load: () => Promise<ComponentType<Props>>,
  place: ReactNode,
): (props: Props) => ReactNode {
  return lazyPart(async () => {
    const [Inside, Part] = await Promise.all([loadWrapper(), load()]);
    // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when it has come
    return function Wrapped(props: Props) {
      return (
        <Inside>
          <Part {...props} />
        </Inside>
      );
    };
  }, place);
}

/**
 * The content of a signed-in page, with all that it needs to read data. It comes after the first paint: the frame
 * around it, which is in the exported page, needs none of that.
 */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
): (props: Props) => ReactNode {
  return lazyInside(() => import('./signed-in').then((module) => module.SignedInPage), load, place);
}

/** The same for content that says by itself, at a place of its own, that the connection is lost. */
export function lazySignedIn<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
): (props: Props) => ReactNode {
  return lazyInside(() => import('./signed-in').then((module) => module.SignedIn), load, place);
}

/** A part that reads data, outside of the page's content. */
export function lazyDataPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
): (props: Props) => ReactNode {
  return lazyInside(() => import('./providers').then((module) => module.Providers), load, place);
}
