import { describe, expect, it } from 'vitest';
import { askingOf } from '@/features/asking';
import {
  boardFile,
  boardFileName,
  emptyBoard,
  fromKept,
  parseBoardFile,
  withoutPanel,
  withPanel,
  withPanelChange,
} from './board-content';

const panel = (text: string) => ({ asking: askingOf(text), title: text, chart: null });
const two = withPanel(withPanel(emptyBoard('Orders'), panel('a')), panel('b'));

describe('a board', () => {
  it('puts new panels beside and below each other, each with an id of its own', () => {
    const three = withPanel(two, panel('c'));
    expect(three.panels.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['p1', 0, 0],
      ['p2', 6, 0],
      ['p3', 0, 9],
    ]);
    const again = withPanel(withoutPanel(three, 'p1'), panel('d'));
    expect(new Set(again.panels.map(({ id }) => id)).size).toBe(3);
  });

  it('changes one panel alone', () => {
    const changed = withPanelChange(two, 'p2', { title: 'B' });
    expect(changed.panels.map(({ title }) => title)).toEqual(['a', 'B']);
  });

  it('takes over what the browser kept', () => {
    const board = fromKept('Kept', [
      { id: '1', asked: 'SELECT 1', title: 'One', kind: null },
      { id: '2', asked: 'orders', title: 'Orders', kind: 'bar' },
    ]);
    expect(board.panels.map(({ asking, chart }) => [asking.turns[0]?.text, chart])).toEqual([
      ['SELECT 1', null],
      ['orders', 'bar'],
    ]);
  });
});

describe('a board file', () => {
  it('gives back the board', () => {
    expect(parseBoardFile(boardFile(two))).toEqual(two);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"kind":"other","version":1,"board":{}}',
    '{"kind":"aurora-board","version":2}',
  ])('is none: %s', (text) => {
    expect(parseBoardFile(text)).toBeNull();
  });

  it('is named after the board', () => {
    expect(boardFileName('Orders & Sales 2026')).toBe('orders-sales-2026.aurora.json');
    expect(boardFileName('日本')).toBe('board.aurora.json');
  });
});
