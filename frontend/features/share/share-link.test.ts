import { describe, expect, it } from 'vitest';
import { askingOf } from '@/features/asking';
import { shareAddress, sharedAsking } from './share-link';

const at = new Date('2026-11-21T14:02:31.000Z');

describe('sharedAsking', () => {
  it('holds the clock of a frozen link and leaves a live one free', () => {
    expect(sharedAsking(askingOf('a'), at).now).toBe('2026-11-21T14:02:31.000Z');
    expect(sharedAsking({ ...askingOf('a'), now: '2026-11-20T00:00:00Z' }, null).now).toBeNull();
  });

  it('keeps the time of what was frozen before', () => {
    expect(sharedAsking({ ...askingOf('a'), now: '2026-11-20T00:00:00Z' }, at).now).toBe(
      '2026-11-20T00:00:00Z',
    );
  });
});

describe('shareAddress', () => {
  it('is a page of this origin', () => {
    expect(shareAddress('https://a.example', 's-1')).toBe('https://a.example/query?s=s-1');
  });
});
