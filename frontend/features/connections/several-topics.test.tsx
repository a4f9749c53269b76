import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, PartitionLedger } from '@/api/types';
import { plainConnection } from './connection.fixture';
import { LedgerTable } from './ledger-table';
import { LeftOut } from './left-out';
import { TopicStates } from './topic-states';

const partition: PartitionLedger = {
  topic: 'orders.eu',
  partition: 0,
  start_offset: 0,
  next_offset: 100,
  end_offset: 100,
  loaded: 90,
  dead_lettered: 0,
  skipped: 10,
  filtered: 0,
  duplicates: 7,
  pending: 0,
  duplicated: 0,
};
let asked = 0;

beforeEach(() => {
  asked = 0;
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return Response.json({ partitions: [partition, { ...partition, topic: 'orders.us', duplicates: 2 }] });
  });
});

function show(part: ReactNode) {
  render(<QueryClientProvider client={new QueryClient()}>{part}</QueryClientProvider>);
}

describe('a connection of several topics', () => {
  it('lists its topics, those that cannot be read first and with the reason', () => {
    const connection: Connection = {
      ...plainConnection,
      topic: '',
      topics: [
        { name: 'orders.eu', state: 'readable' },
        { name: 'orders.old', state: 'missing' },
        { name: 'orders.us', state: 'not_authorized' },
      ],
      topic_pattern: 'orders\\..*',
    };
    show(<TopicStates connection={connection} />);
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toEqual([
      'orders.old · deleted: what was read of it stays',
      'orders.us · may not be read: give this user the right to read it',
      'orders.eu',
    ]);
    expect(screen.getByText('and those that come later and match /orders\\..*/')).toBeTruthy();
  });
});

describe('what was left out', () => {
  it('is counted where a transform leaves out, from what is written down', async () => {
    const transforms = [{ kind: 'deduplicate' as const, by: ['order_id'], within: '10m' }];
    show(
      <dl>
        <LeftOut connection={{ ...plainConnection, transforms }} />
      </dl>,
    );
    expect(await screen.findByText('9')).toBeTruthy();
    expect(screen.getByText('Left out as duplicates')).toBeTruthy();
    expect(screen.queryByText('Left out by filters')).toBeNull();
  });

  it('is not asked for where nothing leaves out', () => {
    show(
      <dl>
        <LeftOut connection={plainConnection} />
      </dl>,
    );
    expect(asked).toBe(0);
    expect(screen.queryByText(/^Left out/)).toBeNull();
  });

  it('has a column of the ledger of its own, apart from what is stored twice', async () => {
    show(<LedgerTable id="c-1" topic="orders" />);
    const table = within(await screen.findByRole('table'));
    const heads = table.getAllByRole('columnheader').map((head) => head.textContent);
    expect(heads).toContain('Duplicates');
    expect(heads).not.toContain('Filtered');
    const totals = table.getAllByRole('row').at(-1)?.textContent ?? '';
    expect(totals).toBe('All1800209000');
  });
});
