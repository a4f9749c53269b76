import { type LiveMessage, parseLiveMessage } from './live-message';

export type LiveState = 'connecting' | 'open' | 'waiting' | 'paused';

export interface LiveSocket {
  close(): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
}

export interface LiveOptions {
  /** Opens a socket; injected so that a test needs none. */
  open: () => LiveSocket;
  onMessage: (message: LiveMessage) => void;
  onState: (state: LiveState) => void;
  /** 0 to 1; spreads the tries of many tabs. */
  random?: () => number;
}

const kBackoffFirstMs = 1000;
const kBackoffMaxMs = 30_000;

/** Full range at the first try, then doubled, never above the maximum; with up to a quarter taken off at random. */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(kBackoffMaxMs, kBackoffFirstMs * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (1 - random / 4));
}

/**
 * The one socket of the page. Comes back by itself with growing pauses; a hidden tab holds none.
 * Lifecycle: start() once, stop() once.
 */
export class LiveConnection {
  private socket: LiveSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private failures = 0;
  private paused = false;
  private stopped = false;

  constructor(private readonly options: LiveOptions) {}

  start(): void {
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
  }

  /** Tries at once instead of waiting for the pause to end. */
  retryNow(): void {
    if (this.stopped || this.paused || this.socket) return;
    this.clearTimer();
    this.connect();
  }

  setPaused(paused: boolean): void {
    if (this.stopped || paused === this.paused) return;
    this.paused = paused;
    if (paused) {
      this.drop();
      this.options.onState('paused');
    } else {
      this.failures = 0;
      this.connect();
    }
  }

  private connect(): void {
    this.options.onState('connecting');
    const socket = this.options.open();
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket === socket) this.options.onState('open');
    };
    socket.onmessage = (event) => {
      if (this.socket !== socket) return;
      // Only a socket that speaks is a good one: a proxy may accept and close at once, for ever.
      this.failures = 0;
      const message = parseLiveMessage(event.data);
      if (message) this.options.onMessage(message);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.options.onState('waiting');
      const pause = backoffMs(this.failures, (this.options.random ?? Math.random)());
      this.failures += 1;
      this.timer = setTimeout(() => this.connect(), pause);
    };
  }

  private drop(): void {
    this.clearTimer();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private clearTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
