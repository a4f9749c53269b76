import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ResultGrid } from './result-grid';

const columns = [
  { name: 'id', type: 'UInt64' },
  { name: 'note', type: 'Nullable(String)' },
];
const rows = Array.from({ length: 5000 }, (_none, index) => [
  String(9_007_199_254_740_993n + BigInt((index * 7919) % 5000)),
  index % 2 === 0 ? null : `note ${index}`,
]);
const firstCells = () =>
  screen.getAllByRole('gridcell').filter((cell) => cell.getAttribute('aria-colindex') === '1');

describe('ResultGrid', () => {
  it('tells how many rows there are and draws few of them', () => {
    render(<ResultGrid columns={columns} rows={rows} />);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001');
    expect(screen.getAllByRole('gridcell').length).toBeLessThan(100);
  });

  it('draws the columns in sight, each at its place', () => {
    const many = Array.from({ length: 40 }, (_none, at) => ({ name: `c${at}`, type: 'UInt8' }));
    render(<ResultGrid columns={many} rows={[many.map((_column, at) => at)]} />);
    expect(screen.getByRole('grid').getAttribute('aria-colcount')).toBe('40');
    const cells = screen.getAllByRole('gridcell');
    expect(cells.length).toBeGreaterThan(5);
    expect(cells.length).toBeLessThan(15);
    for (const cell of cells) expect(cell.style.gridColumnStart).toBe(cell.getAttribute('aria-colindex'));
  });

  it('sorts by exact value: up, down, and back', async () => {
    render(<ResultGrid columns={columns} rows={rows} />);
    const heading = () => screen.getByRole('columnheader', { name: /^id/ });
    await userEvent.click(screen.getByRole('button', { name: /^id/ }));
    expect(heading().getAttribute('aria-sort')).toBe('ascending');
    expect(firstCells()[0]?.textContent).toBe('9007199254740993');
    await userEvent.click(screen.getByRole('button', { name: /^id/ }));
    expect(firstCells()[0]?.textContent).toBe('9007199254745992');
    await userEvent.click(screen.getByRole('button', { name: /^id/ }));
    expect(heading().getAttribute('aria-sort')).toBe('none');
  });

  it('moves over cells by keyboard', async () => {
    render(<ResultGrid columns={columns} rows={rows} />);
    const grid = screen.getByRole('grid');
    grid.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(active?.getAttribute('aria-colindex')).toBe('2');
    expect(active?.textContent).toBe('note 1');
  });
});
