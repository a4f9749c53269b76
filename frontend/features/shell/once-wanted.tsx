'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useVisible } from './use-visible';
import { whenTouched } from './when-touched';

interface OnceWantedProps {
  /** Of what stands there until then: its height. */
  className: string;
  children: ReactNode;
}

/**
 * Drawn when its place first comes into sight, and kept from then on. Also when somebody begins to use the page: a screen
 * reader finds only what is there.
 */
export function OnceWanted({ className, children }: OnceWantedProps) {
  const place = useRef<HTMLDivElement>(null);
  const visible = useVisible(place);
  const [wanted, setWanted] = useState(false);
  useEffect(() => whenTouched(() => setWanted(true)), []);
  if (visible && !wanted) setWanted(true);
  return wanted ? children : <div ref={place} className={className} />;
}
