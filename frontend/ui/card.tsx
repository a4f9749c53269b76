import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names';

export function Card({ className, ...rest }: HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLDivElement> }) {
  return (
    <section
      className={classNames('rounded-card border border-line bg-surface shadow-card', className)}
      {...rest}
    />
  );
}

interface CardHeaderProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
}

export function CardHeader({ title, note, actions }: CardHeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3.5 pb-2 md:px-5">
      <h2 className="text-sm font-semibold">{title}</h2>
      {note ? <div className="text-sm text-ink-soft">{note}</div> : null}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}
