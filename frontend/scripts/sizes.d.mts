export interface Budgets {
  pages: string[];
  /** Bytes. */
  budget: { script: number; style: number; html: number };
  parts: { name: string; word: string; budget: number }[];
}
export const kKilobyte: number;
export function checkSizes(root: string, budgets: Budgets): { lines: string[]; broken: boolean };
