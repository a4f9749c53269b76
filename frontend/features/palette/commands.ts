export interface Command {
  id: string;
  label: string;
  /** What kind of thing it is, beside the label. */
  kind: string;
  href: string;
}

/** How well the typed words fit: each word must be in the label or kind; a label that begins so comes first. Null: no fit. */
export function scoreOf(command: Command, typed: string): number | null {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const label = command.label.toLowerCase();
  const text = `${label} ${command.kind.toLowerCase()}`;
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    const begins = at === 0 || /\W/.test(text[at - 1] ?? '');
    score += at === 0 ? 3 : begins ? 2 : 1;
  }
  return score;
}

const kShownMax = 12;

/** The commands that fit, best first; equally good ones keep their order. */
export function matching(commands: Command[], typed: string): Command[] {
  return commands
    .flatMap((command, index) => {
      const score = scoreOf(command, typed);
      return score === null ? [] : [{ command, score, index }];
    })
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, kShownMax)
    .map(({ command }) => command);
}
