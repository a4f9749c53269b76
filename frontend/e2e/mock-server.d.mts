export interface MockServer {
  url: string;
  stop(): Promise<void>;
}
export function startMockServer(
  port?: number,
  options?: { empty?: boolean; grafana?: boolean; liveEveryMs?: number },
): Promise<MockServer>;
