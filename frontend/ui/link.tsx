'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

type LinkProps = Omit<
  ComponentProps<typeof NextLink>,
  'prefetch' | 'onFocus' | 'onMouseEnter' | 'onTouchStart'
>;

/**
 * Leads to another page of the app. What that page needs is read once the pointer, a finger or the focus is on the link:
 * for every link in sight, as Next does it by itself, a phone would read five pages while it still draws the first.
 */
export function Link(props: LinkProps) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return (
    <NextLink
      {...props}
      prefetch={near ? null : false}
      onFocus={come}
      onMouseEnter={come}
      onTouchStart={come}
    />
  );
}
