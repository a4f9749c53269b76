// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import { parseKept } from './kept-answers';
import { moveKeptAnswers } from './kept-migration';

const kept = JSON.stringify([{ id: '1', asked: 'orders by state', title: 'Orders', kind: 'bar' }]);

beforeEach(() => {
  window.localStorage.clear();
  rememberSession({ user: 'a', role: 'admin', csrf_token: 't', expires_at: '' });
});

describe('parseKept', () => {
  it('reads what earlier versions wrote', () => {
    expect(parseKept(kept).map(({ asked }) => asked)).toEqual(['orders by state']);
  });

  it.each([
    '{',
    '{"a":1}',
    '[1,null,{"id":"x"}]',
    '[{"id":"1","asked":"a","title":"t","kind":"evil"}]',
    '[{"id":"1","asked":" ","title":"t","kind":null}]',
  ])('takes nothing else: %s', (text) => {
    expect(parseKept(text)).toEqual([]);
  });
});

describe('moveKeptAnswers', () => {
  it('makes a board and empties the storage', async () => {
    window.localStorage.setItem('aurora.board', kept);
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      sent.push(JSON.parse(String(init.body)));
      return new Response('{"id":"b-1"}', { status: 201 });
    });
    expect(await moveKeptAnswers('Kept')).toMatchObject({ id: 'b-1' });
    expect(sent).toMatchObject([{ title: 'Kept', panels: [{ title: 'Orders', chart: 'bar' }] }]);
    expect(window.localStorage.length).toBe(0);
    expect(await moveKeptAnswers('Kept')).toBeNull();
  });

  it('keeps everything when the board cannot be made', async () => {
    window.localStorage.setItem('aurora.board', kept);
    vi.stubGlobal('fetch', async () => new Response('{"code":"unavailable"}', { status: 503 }));
    await expect(moveKeptAnswers('Kept')).rejects.toThrow();
    expect(window.localStorage.getItem('aurora.board')).toBe(kept);
  });
});
