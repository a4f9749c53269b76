'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { loadBoardList, loadBoardView } from './board-parts';

/** With the part that the address asks for, so that neither waits for the other. */
const BoardContent = lazyPage(async () => {
  const named = new URLSearchParams(window.location.search).has('d');
  const [{ BoardContent: Content }] = await Promise.all([
    import('./board-content-part'),
    named ? loadBoardView() : loadBoardList(),
  ]);
  return Content;
}, 'h-96');

/** /visualize lists the boards, /visualize?d=ID opens one. */
export function BoardPage() {
  return (
    <Frame wide>
      <BoardContent />
    </Frame>
  );
}
