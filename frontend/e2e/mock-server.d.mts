/** What a browser holds that is signed in. */
export const sessionCookie: { name: string; value: string };
export interface MockServer {
  url: string;
  stop(): Promise<void>;
}
export function startMockServer(
  port?: number,
  options?: { empty?: boolean; grafana?: boolean; liveEveryMs?: number },
): Promise<MockServer>;
