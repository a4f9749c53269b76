export interface ToldEvent {
  /** 0 for what is no interaction. */
  interactionId: number;
  /** Milliseconds until the next picture. */
  duration: number;
}
export const kDelayMsMax: number;
export const kDelayMsTold: number;
export function upperQuartile(numbers: number[]): number;
export function interactionDelays(events: ToldEvent[]): number[];
export function judgeAct(
  size: string,
  act: string,
  /** Interactions that the browser counted. */
  count: number,
  events: ToldEvent[],
): { line: string; finding: string | null };
