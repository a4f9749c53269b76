'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';
import { useSearchParam } from '@/features/shell/search-param';

const BoardList = lazyPart(() => import('./board-list').then((module) => module.BoardList), 'h-96');
const BoardView = lazyPart(() => import('./board-view').then((module) => module.BoardView), 'h-96');

/** /visualize lists the boards, /visualize?d=ID opens one. */
export function BoardPage() {
  return (
    <Frame wide>
      <BoardContent />
    </Frame>
  );
}

function BoardContent() {
  const [id] = useSearchParam('d');
  return id === '' ? <BoardList /> : <BoardView key={id} id={id} />;
}
