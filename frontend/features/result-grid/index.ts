export { cellNumber, cellSeconds, cellText } from './cell-text';
export { ResultGrid } from './result-grid';
