interface CategoryNameProps {
  text: string;
  /** What is done with the category; absent where there is nothing to do. */
  onChoose: (() => void) | undefined;
}

/** The name of a bar or part; a button where something can be done with it. */
export function CategoryName({ text, onChoose }: CategoryNameProps) {
  if (!onChoose)
    return (
      <span className="truncate text-ink-soft" title={text}>
        {text}
      </span>
    );
  return (
    <button
      type="button"
      onClick={onChoose}
      title={text}
      className="min-h-6 min-w-0 truncate text-left text-ink-soft underline decoration-edge decoration-dotted underline-offset-4 hover:text-accent"
    >
      {text}
    </button>
  );
}
