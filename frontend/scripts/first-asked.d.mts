export interface Asked {
  scripts: string[];
  reads: string[];
}

export function firstAsked(root: string, path: string): Promise<Asked>;
