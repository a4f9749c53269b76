'use client';

import { type RefObject, useCallback, useEffect } from 'react';

/** Shows an element on the whole screen, which stays awake meanwhile; Escape ends it. Gives what starts it. */
export function useFullScreen(stage: RefObject<HTMLElement | null>): () => void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const onChange = async () => {
      if (document.fullscreenElement !== null && document.fullscreenElement === stage.current) {
        // Where a browser cannot or may not, the screen sleeps as it always does.
        lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
      } else {
        await lock?.release();
        lock = null;
      }
    };
    const changed = () => void onChange();
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      void lock?.release();
    };
  }, [stage]);
  return useCallback(() => void stage.current?.requestFullscreen?.().catch(() => undefined), [stage]);
}
