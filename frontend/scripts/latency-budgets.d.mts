export const waitMsMax: Record<string, number>;
export function quantile95(numbers: number[]): number;
export function judgeWaits(
  what: string,
  wanted: number,
  waits: number[],
): { line: string; findings: string[] };
export function waitsUntilSeen(sent: Map<number, number>, seen: [number, number][]): number[];
