'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { lazyPart } from '@/features/shell/lazy-part';
import { useShortcut } from '@/features/shortcuts';

const Palette = lazyPart(() => import('./palette').then((module) => module.Palette));
const KeyList = lazyPart(() => import('./key-list').then((module) => module.KeyList));

/** Keys that work on every page: the palette, the list of keys, going places. */
export function KeyboardLayer() {
  const router = useRouter();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useShortcut('?', () => setOpen('keys'));
  useShortcut('g q', () => router.push('/query'));
  useShortcut('g v', () => router.push('/visualize'));
  useShortcut('g c', () => router.push('/connect'));
  useShortcut('g s', () => router.push('/status'));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen((before) => (before === 'palette' ? null : 'palette'));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const close = () => setOpen(null);
  if (open === 'palette') return <Palette onClose={close} />;
  if (open === 'keys') return <KeyList onClose={close} />;
  return null;
}
