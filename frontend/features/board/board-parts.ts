export const loadBoardList = () => import('./board-list').then((module) => module.BoardList);
export const loadBoardView = () => import('./board-view').then((module) => module.BoardView);
