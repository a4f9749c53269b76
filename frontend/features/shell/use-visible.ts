'use client';

import { type RefObject, useEffect, useState } from 'react';

// What comes into sight is made ready a little before.
const kMargin = '200px';

/** Whether an element is in sight, or nearly. What is not in sight reads nothing. */
export function useVisible(ref: RefObject<Element | null>): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: kMargin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return visible;
}
