import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { Session } from '@/api/types';
import { askingOf } from '@/features/asking';
import type { Reply } from '@/features/reply';
import { AlternativeList } from './alternative-list';
import { AnswerFoot } from './answer-foot';
import { AnswerHead } from './answer-head';
import { DeclinedCard } from './declined-card';

const reply = {
  asking: askingOf('Turnover by state'),
  asked: 'Turnover by state',
  kind: 'question',
  status: 'answered',
  sql: 'SELECT state, sum(total) AS turnover FROM shop.orders GROUP BY state',
  parameters: [],
  interpretation: 'Sum of total per state',
  assumptions: [],
  confidence: 0.92,
  generator: 'embedded',
  chart: null,
  alternatives: [],
  answerId: 'a-1',
  verified: null,
  used: [],
  sources: ['shop.orders'],
  warnings: [],
  modelUse: undefined,
  result: { columns: [], rows: [] },
  stats: undefined,
  freshness: undefined,
  truncated: false,
  narrowed: true,
  at: 0,
} satisfies Reply as Reply;

const session: Session = { user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' };
const posted: unknown[][] = [];

beforeEach(() => {
  posted.length = 0;
  rememberSession(session);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/v1/session') return Response.json(session);
    if (path === '/api/v1/tables') return Response.json({ tables: [] });
    posted.push([path, JSON.parse(String(init.body))]);
    return Response.json({ id: 'x-1' }, { status: 201 });
  });
});

function inClient(part: ReactNode) {
  render(<QueryClientProvider client={new QueryClient()}>{part}</QueryClientProvider>);
}

describe('where an answer comes from', () => {
  it('is the person who checked it', () => {
    const verified = { id: 'v-1', made_by: 'ada', verified_at: '2026-11-21T12:00:00Z' };
    inClient(<AnswerHead reply={{ ...reply, verified, generator: 'verified', confidence: 1 }} />);
    expect(screen.getByText(/^Checked by ada, 21 Nov|^Checked by ada, Nov 21/)).toBeTruthy();
    expect(screen.getByText(/verified answer/)).toBeTruthy();
  });

  it('is a definition, in a solid border, and a guess in a dashed one', async () => {
    const used = [{ kind: 'term' as const, id: 't-1', name: 'net revenue', text: 'sum(total)-sum(refund)' }];
    const assumptions = [
      {
        id: 'glossary_t-1',
        words: 'Net revenue',
        reading: 'sum(total)-sum(refund)',
        source: 'definition' as const,
      },
      { id: 'time', words: 'this week', reading: 'since Monday', source: 'guessed' as const },
    ];
    inClient(<AnswerHead reply={{ ...reply, used, assumptions }} />);
    const [defined, guessed] = within(screen.getByRole('list', { name: 'Assumptions' })).getAllByRole(
      'button',
    );
    expect(defined?.className).not.toContain('border-dashed');
    expect(guessed?.className).toContain('border-dashed');
    // Told by its assumption, not twice.
    expect(screen.queryByRole('list', { name: 'Definitions used' })).toBeNull();
    await userEvent.click(defined as HTMLElement);
    expect(screen.getByText('From the glossary: sum(total)-sum(refund)')).toBeTruthy();
  });

  it('is a definition that no assumption names', () => {
    const used = [{ kind: 'term' as const, id: 't-1', name: 'vip', text: "tier = 'gold'" }];
    inClient(<AnswerHead reply={{ ...reply, used }} />);
    const list = screen.getByRole('list', { name: 'Definitions used' });
    expect(within(list).getByRole('button', { name: "vip = tier = 'gold'" })).toBeTruthy();
  });

  it('is a model, with what it took and what is to know about it', () => {
    const modelUse = { tokens_in: 1480, tokens_out: 96, cost: 0.00184, cached: false };
    const warnings = ['readings differ'];
    inClient(<AnswerHead reply={{ ...reply, generator: 'sql-model', modelUse, warnings }} />);
    expect(screen.getByText(/written by sql-model, checked by dry run/)).toBeTruthy();
    expect(screen.getByText('1,576 tokens, cost 0.00184')).toBeTruthy();
    expect(
      within(screen.getByRole('list', { name: 'Worth knowing' })).getByText('readings differ'),
    ).toBeTruthy();
  });

  it('is a model’s earlier answer, which cost nothing', () => {
    const modelUse = { tokens_in: 0, tokens_out: 0, cost: 0, cached: true };
    inClient(<AnswerHead reply={{ ...reply, generator: 'sql-model', modelUse }} />);
    expect(screen.getByText('an earlier answer of it was used again')).toBeTruthy();
    expect(screen.queryByText(/tokens/)).toBeNull();
  });
});

describe('a guess', () => {
  it('becomes a definition, proposed from the SQL', async () => {
    const onDefined = vi.fn();
    const assumptions = [
      { id: 'money', words: 'turnover', reading: 'the sum of total', source: 'guessed' as const },
    ];
    inClient(<AnswerHead reply={{ ...reply, assumptions }} onDefined={onDefined} />);
    const chip = await screen.findByRole('button', { name: /turnover = the sum of total/ });
    await waitFor(() => expect(chip.getAttribute('aria-haspopup')).toBe('menu'));
    await userEvent.click(chip);
    await userEvent.click(screen.getByRole('menuitem', { name: /Always read it so/, hidden: true }));
    const dialog = within(await screen.findByRole('dialog'));
    expect((dialog.getByLabelText('Definition') as HTMLTextAreaElement).value).toBe('sum(total)');
    await userEvent.click(dialog.getByRole('button', { name: 'Save term' }));
    await waitFor(() => expect(onDefined).toHaveBeenCalledExactlyOnceWith('money'));
    expect(posted).toEqual([
      [
        '/api/v1/glossary',
        { term: 'turnover', kind: 'measure', definition: 'sum(total)', table: 'shop.orders' },
      ],
    ]);
  });
});

describe('an answer', () => {
  it('is saved as verified, a refusal at its field', async () => {
    inClient(<AnswerFoot reply={reply} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Save as verified' }));
    const dialog = within(await screen.findByRole('dialog'));
    vi.stubGlobal('fetch', async () =>
      Response.json(
        { code: 'invalid_argument', detail: 'question: it names several times' },
        { status: 400 },
      ),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Save as verified' }));
    expect(await dialog.findByText('it names several times')).toBeTruthy();
    expect(dialog.getByLabelText('Question').getAttribute('aria-invalid')).toBe('true');
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      posted.push([path, JSON.parse(String(init.body))]);
      return Response.json({ id: 'v-1' }, { status: 201 });
    });
    await userEvent.click(dialog.getByRole('button', { name: 'Save as verified' }));
    expect(await dialog.findByText(/^Saved\./)).toBeTruthy();
    expect(posted).toEqual([['/api/v1/verified-answers', { question: 'Turnover by state', sql: reply.sql }]]);
  });

  it('of a follow-up has no question of its own', async () => {
    const asking = { turns: [{ text: 'Turnover' }, { text: 'by state' }], now: null };
    inClient(<AnswerFoot reply={{ ...reply, asking, asked: 'by state' }} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Save as verified' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect((dialog.getByLabelText('Question') as HTMLInputElement).value).toBe('');
    await userEvent.click(dialog.getByRole('button', { name: 'Save as verified' }));
    expect(dialog.getByText('Write the question that this answers.')).toBeTruthy();
    expect(posted).toEqual([]);
  });

  it('that is verified already offers no verifying, SQL no verdict', async () => {
    const verified = { id: 'v-1', made_by: 'ada', verified_at: '2026-11-21T12:00:00Z' };
    inClient(
      <>
        <AnswerFoot reply={{ ...reply, verified }} />
        <AnswerFoot reply={{ ...reply, kind: 'sql', answerId: '' }} />
      </>,
    );
    expect(await screen.findAllByRole('button', { name: 'Save as verified' })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Right' })).toHaveLength(1);
  });
});

describe('what else it may mean', () => {
  it('is asked in other words, run as SQL, or only told', async () => {
    const onWords = vi.fn();
    const onSql = vi.fn();
    const alternatives = [
      { question: 'Turnover by state (returns)', sql: 'SELECT 1', reason: 'counts returns' },
      { question: reply.asked, sql: 'SELECT 2', reason: 'counts orders' },
      { question: reply.asked, sql: 'SELECT {p:Int8}', reason: 'counts both' },
    ];
    inClient(<AlternativeList reply={{ ...reply, alternatives }} onWords={onWords} onSql={onSql} />);
    const buttons = screen.getAllByRole('button');
    expect(buttons).toHaveLength(2);
    await userEvent.click(buttons[0] as HTMLElement);
    expect(onWords).toHaveBeenCalledExactlyOnceWith('Turnover by state (returns)');
    await userEvent.click(buttons[1] as HTMLElement);
    expect(onSql).toHaveBeenCalledExactlyOnceWith('SELECT 2');
    expect(screen.getByText('counts both')).toBeTruthy();
  });

  it('is chosen among the readings of an assumption', async () => {
    const onReading = vi.fn();
    const assumptions = [
      {
        id: 'late',
        words: 'late',
        reading: 'left open',
        alternatives: [
          { id: 'shipped_at', reading: 'shipped late' },
          { id: 'paid_at', reading: 'paid late' },
        ],
      },
    ];
    inClient(
      <DeclinedCard
        reply={{ ...reply, status: 'clarify', assumptions }}
        onWords={vi.fn()}
        onSql={vi.fn()}
        onReading={onReading}
      />,
    );
    const group = within(screen.getByRole('group', { name: 'By “late” you mean' }));
    await userEvent.click(group.getByRole('button', { name: 'paid late' }));
    expect(onReading).toHaveBeenCalledExactlyOnceWith('late', 'paid_at');
  });
});
