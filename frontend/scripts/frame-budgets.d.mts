export const framesMin: { desktop: number; phone: number };
export const kCellsMax: number;
export function framesASecond(times: number[]): number;
export function judgeFrames(
  size: 'desktop' | 'phone',
  times: number[],
  cells: number,
): { line: string; findings: string[] };
