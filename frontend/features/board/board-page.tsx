'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { loadBoardList, loadBoardView } from './board-parts';

const boardNamed = () => new URLSearchParams(window.location.search).has('d');

/** With the part that the address asks for, so that neither waits for the other. */
const BoardContent = lazyPage(
  async () => {
    const [{ BoardContent: Content }] = await Promise.all([
      import('./board-content-part'),
      boardNamed() ? loadBoardView() : loadBoardList(),
    ]);
    return Content;
  },
  'h-96',
  () => (boardNamed() ? [] : ['/api/v1/boards?limit=100', '/api/v1/tables']),
);

/** /visualize lists the boards, /visualize?d=ID opens one. */
export function BoardPage() {
  return (
    <Frame wide>
      <BoardContent />
    </Frame>
  );
}
