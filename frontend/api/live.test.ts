import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs, LiveConnection, type LiveSocket, type LiveState } from './live';
import { parseLiveMessage } from './live-message';

class FakeSocket implements LiveSocket {
  onopen: LiveSocket['onopen'] = null;
  onmessage: LiveSocket['onmessage'] = null;
  onclose: LiveSocket['onclose'] = null;
  closed = false;
  close() {
    this.closed = true;
  }
  say(data: unknown) {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
  lose() {
    this.onclose?.(new CloseEvent('close'));
  }
}

function connected() {
  const sockets: FakeSocket[] = [];
  const states: LiveState[] = [];
  const seen: unknown[] = [];
  const live = new LiveConnection({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    onMessage: (message) => seen.push(message.type),
    onState: (state) => states.push(state),
    random: () => 0,
  });
  live.start();
  return { live, sockets, states, seen };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('backoffMs', () => {
  it('grows from one second and stops at thirty', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((failures) => backoffMs(failures, 0))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is spread by up to a quarter', () => {
    expect(backoffMs(0, 1)).toBe(750);
  });
});

describe('LiveConnection', () => {
  it('comes back by itself, later each time it is turned away', () => {
    const { sockets, states } = connected();
    sockets[0]?.lose();
    expect(states.at(-1)).toBe('waiting');
    vi.advanceTimersByTime(999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    sockets[1]?.lose();
    vi.advanceTimersByTime(1999);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(3);
  });

  it('starts the pauses over once a socket has spoken', () => {
    const { sockets } = connected();
    sockets[0]?.lose();
    vi.advanceTimersByTime(1000);
    sockets[1]?.say('{"type":"freshness","seq":1,"freshness":[]}');
    sockets[1]?.lose();
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(3);
  });

  it('holds no socket while paused and opens one on return', () => {
    const { live, sockets, states } = connected();
    live.setPaused(true);
    expect(sockets[0]?.closed).toBe(true);
    sockets[0]?.lose();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(states.at(-1)).toBe('paused');
    live.setPaused(false);
    expect(sockets).toHaveLength(2);
  });

  it('hears nothing of a socket that it has left', () => {
    const { live, sockets, seen } = connected();
    live.stop();
    sockets[0]?.say('{"type":"freshness","seq":1,"freshness":[]}');
    sockets[0]?.lose();
    vi.advanceTimersByTime(60_000);
    expect(seen).toEqual([]);
    expect(sockets).toHaveLength(1);
  });

  it('tries at once when asked', () => {
    const { live, sockets } = connected();
    sockets[0]?.lose();
    live.retryNow();
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(2);
  });
});

describe('parseLiveMessage', () => {
  it.each([
    '',
    'null',
    '[]',
    '{"type":"status","seq":1}',
    '{"type":"later","seq":1}',
    '{"type":"freshness","freshness":[]}',
    7,
  ])('takes nothing from %s', (data) => {
    expect(parseLiveMessage(data)).toBeNull();
  });
});
