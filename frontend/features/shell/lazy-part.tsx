'use client';

import { Component, type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { BrokenPart } from './broken-part';

interface BoundaryProps {
  children: ReactNode;
}

/** What fails here (a chunk that did not come, a bug) takes only its own part of the page with it. */
class PartBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenPart /> : this.props.children;
  }
}

const never = () => () => undefined;

/** False in the exported page and while React takes it over. */
function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/**
 * A part of the page with a chunk of its own, loaded when it is first shown; `place` is what stands there until then, or
 * its height. Next's own dynamic() does the same for two kilobytes more on every page.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place?: ReactNode,
): (props: Props) => ReactNode {
  const Part = lazy(async () => ({ default: await load() })) as ComponentType<Props>;
  const held = typeof place === 'string' ? <Skeleton className={place} label="…" /> : (place ?? null);
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when its module is read
  return function LazyPart(props: Props) {
    if (!useInBrowser()) return held;
    return (
      <PartBoundary>
        <Suspense fallback={held}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}
