import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from './client';
import { readEarly, takeEarly } from './early-read';

const address = '/api/v1/status';

function answering() {
  const fetched = vi.fn(async (_address: string) => Response.json({ parts: [] }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

afterEach(() => {
  takeEarly(address);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an early read', () => {
  it('answers the first call to its address, and no second one', async () => {
    const fetched = answering();
    readEarly(address);
    await call('get', address, {});
    expect(fetched).toHaveBeenCalledTimes(1);
    await call('get', address, {});
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('is too old after a while', () => {
    vi.useFakeTimers();
    answering();
    readEarly(address);
    vi.advanceTimersByTime(5000);
    expect(takeEarly(address)).toBeUndefined();
  });

  it('that failed fails the call as any other', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    readEarly(address);
    await expect(call('get', address, {})).rejects.toMatchObject({ code: 'offline' });
  });
});
