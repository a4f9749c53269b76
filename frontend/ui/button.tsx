import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names';

export type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary:
    'bg-accent text-on-accent font-semibold hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-soft',
  secondary:
    'bg-surface text-ink font-medium border border-line hover:border-edge disabled:text-ink-soft disabled:hover:border-line',
  quiet: 'text-ink-soft font-medium hover:bg-sunken hover:text-ink',
  danger: 'bg-surface text-bad font-medium border border-line hover:border-bad disabled:text-ink-soft',
};

/** The class of something that looks like a button: links use it too. */
export function buttonClass(look: Look = 'secondary', small = false): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg whitespace-nowrap transition-colors disabled:cursor-not-allowed',
    small ? 'min-h-9 px-3 text-sm pointer-coarse:min-h-11' : 'min-h-11 px-4',
    looks[look],
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  small?: boolean;
}

export function Button({
  look = 'secondary',
  small = false,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return <button type={type} className={classNames(buttonClass(look, small), className)} {...rest} />;
}
