export { BoardPage } from './board-page';
export { keepAnswer } from './kept-answers';
