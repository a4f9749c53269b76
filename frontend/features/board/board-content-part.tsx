'use client';

import { lazyPart } from '@/features/shell/lazy-part';
import { useSearchParam } from '@/features/shell/search-param';
import { loadBoardList, loadBoardView } from './board-parts';

const BoardList = lazyPart(loadBoardList, 'h-96');
const BoardView = lazyPart(loadBoardView, 'h-96');

/** The list, or the board that the address names. */
export function BoardContent() {
  const [id] = useSearchParam('d');
  return id === '' ? <BoardList /> : <BoardView key={id} id={id} />;
}
