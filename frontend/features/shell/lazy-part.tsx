'use client';

import { Component, type ComponentType, type ReactNode, useDeferredValue, useSyncExternalStore } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { BrokenPart } from './broken-part';

interface BoundaryProps {
  children: ReactNode;
}

/** What fails here (a bug) takes only its own part of the page with it. */
class PartBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenPart /> : this.props.children;
  }
}

/** A chunk that comes once; null until then, and in the exported page. */
class LateComponent<Props extends object> {
  private component: ComponentType<Props> | null = null;
  private asked = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly load: () => Promise<ComponentType<Props>>) {}

  start(): void {
    if (this.asked) return;
    this.asked = true;
    this.load()
      .catch(() => BrokenPart as ComponentType<Props>)
      .then((component) => {
        this.component = component;
        for (const notify of this.listeners) notify();
      });
  }

  readonly current = () => this.component;

  readonly subscribe = (notify: () => void) => {
    this.start();
    this.listeners.add(notify);
    return () => void this.listeners.delete(notify);
  };
}

const nothingYet = () => null;

/**
 * A part of the page with a chunk of its own, loaded when it is first shown, or with `atOnce` as soon as this module is
 * read in a browser: then it does not wait until React has taken the page over. `place` is what stands there until then,
 * or its height.
 *
 * Not by Suspense: that holds each reveal back until 0.3 s have passed since the one before, and a page is several parts
 * deep. The part is drawn as a deferred value, so that React draws it in slices and answers in between.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
  { atOnce = false } = {},
): (props: Props) => ReactNode {
  const late = new LateComponent(load);
  if (atOnce && typeof window !== 'undefined') late.start();
  const held = typeof place === 'string' ? <Skeleton className={place} label="…" /> : (place ?? null);
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when its module is read
  return function LazyPart(props: Props) {
    const Part = useDeferredValue(useSyncExternalStore(late.subscribe, late.current, nothingYet));
    if (Part === null) return held;
    return (
      <PartBoundary>
        <Part {...props} />
      </PartBoundary>
    );
  };
}
