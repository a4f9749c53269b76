import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askingOf } from '@/features/asking';
import type { Reply } from '@/features/reply';
import { AnswerCard } from './answer-card';

const reply: Reply = {
  asking: askingOf('Revenue by state this week'),
  at: 0,
  asked: 'Revenue by state this week',
  kind: 'question',
  status: 'answered',
  sql: 'SELECT state, sum(total) AS revenue FROM demo.orders WHERE ts >= {start:DateTime} GROUP BY state',
  parameters: [{ name: 'start', type: 'DateTime', value: '2026-11-16 00:00:00' }],
  interpretation: 'Sum of total per state since Monday',
  assumptions: [{ id: 'time', words: 'this week', reading: 'Monday 00:00 UTC until now' }],
  confidence: 0.92,
  generator: 'embedded',
  chart: { kind: 'bar', x: 'state', y: ['revenue'], series: null },
  alternatives: [],
  answerId: 'a-1',
  verified: null,
  used: [],
  sources: ['demo.orders'],
  warnings: [],
  modelUse: undefined,
  result: {
    columns: [
      { name: 'state', type: 'String' },
      { name: 'revenue', type: 'Decimal(38, 2)' },
    ],
    rows: [
      ['California', '90071992547409.93'],
      ['Texas', '12.50'],
    ],
  },
  stats: { rows_read: 402_118, bytes_read: 1, result_rows: 2, result_bytes: 1, elapsed_ms: 11.4 },
  freshness: { complete_to: '2026-11-21T12:00:00Z', lag_ms: 412 },
  truncated: false,
  narrowed: true,
};

type Props = ComponentProps<typeof AnswerCard>;

function show(shown: Reply, props: Partial<Props> = {}) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AnswerCard
        reply={shown}
        chart={null}
        onChart={() => undefined}
        live={false}
        onLive={() => undefined}
        onEditSql={() => undefined}
        onReading={() => undefined}
        {...props}
      />
    </QueryClientProvider>,
  );
}

beforeEach(() => window.localStorage.clear());

describe('AnswerCard', () => {
  it('shows reading, assumptions, confidence, cost and the chart with exact values', () => {
    show(reply);
    expect(screen.getByRole('heading', { name: 'Sum of total per state since Monday' })).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'Assumptions' })).getByText(/this week =/)).toBeTruthy();
    expect(screen.getByText(/sure 92%/)).toBeTruthy();
    expect(screen.getByText(/402,118 rows read · 11 ms/)).toBeTruthy();
    expect(screen.getByText('90,071,992,547,409.93')).toBeTruthy();
  });

  it('moves between chart, rows and SQL by arrow keys', async () => {
    show(reply);
    screen.getByRole('tab', { name: 'Chart' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('grid', { name: 'Result rows' }).getAttribute('aria-rowcount')).toBe('3');
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('tabpanel').textContent).toContain('GROUP BY state');
    expect(document.activeElement?.textContent).toBe('SQL');
  });

  it('says why an empty result is empty', () => {
    show({ ...reply, result: { ...reply.result, rows: [] } });
    expect(screen.getByText('No rows match')).toBeTruthy();
    expect(screen.queryByRole('tab', { name: 'Chart' })).toBeNull();
  });

  it('hands SQL with its values to the box', async () => {
    const onEditSql = vi.fn();
    show(reply, { onEditSql });
    await userEvent.click(screen.getByRole('tab', { name: 'SQL' }));
    await userEvent.click(screen.getByRole('button', { name: 'Edit as SQL' }));
    expect(onEditSql.mock.calls[0]?.[0]).toContain("ts >= CAST('2026-11-16 00:00:00' AS DateTime)");
  });

  it('draws as the person chose, where the result can be drawn so', () => {
    const onChart = vi.fn();
    const timed = {
      ...reply,
      chart: null,
      result: {
        columns: [
          { name: 'hour', type: 'DateTime' },
          { name: 'n', type: 'UInt32' },
        ],
        rows: [
          ['2026-11-21 00:00:00', 1],
          ['2026-11-21 01:00:00', 2],
          ['2026-11-21 02:00:00', 3],
        ],
      },
    };
    show(timed, { chart: 'bar', onChart });
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Chart type' }).value).toBe('bar');
    cleanup();
    show(reply, { chart: 'line', onChart });
    expect(screen.getByText('90,071,992,547,409.93')).toBeTruthy();
  });

  it('offers the other readings of an assumption and says which was chosen', async () => {
    const onReading = vi.fn();
    const alternatives = [
      { id: 'monday', reading: 'Monday 00:00 UTC until now' },
      { id: '7d', reading: 'the last 7 days' },
    ];
    const assumption = { id: 'time', words: 'this week', reading: 'Monday 00:00 UTC until now' };
    show({ ...reply, assumptions: [{ ...assumption, source: 'said', alternatives }] }, { onReading });
    await userEvent.click(screen.getByRole('button', { name: /this week = Monday/ }));
    const items = screen.getAllByRole('menuitemradio', { hidden: true });
    expect(items.map((item) => item.getAttribute('aria-checked'))).toEqual(['true', 'false']);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onReading).toHaveBeenCalledExactlyOnceWith('time', '7d');
  });

  it('explains an assumption that cannot be read otherwise', async () => {
    show(reply);
    await userEvent.click(screen.getByRole('button', { name: /this week = Monday/ }));
    expect(screen.getByText(/this is the usual reading/)).toBeTruthy();
    expect(screen.queryByRole('menu')).toBeNull();
  });
});
