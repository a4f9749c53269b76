'use client';

import dynamic from 'next/dynamic';
import { Component, type ComponentType, type ReactNode } from 'react';
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

/** A part of the page with a chunk of its own, loaded when it is first shown; `height` holds its place. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  height?: string,
): (props: Props) => ReactNode {
  const Part = dynamic<Props>(load, {
    ssr: false,
    loading: () => (height ? <Skeleton className={height} label="…" /> : null),
  });
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when its module is read
  return function LazyPart(props: Props) {
    return (
      <PartBoundary>
        <Part {...props} />
      </PartBoundary>
    );
  };
}
