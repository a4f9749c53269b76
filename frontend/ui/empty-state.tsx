import type { ReactNode } from 'react';

/** Why there is nothing here, and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <svg viewBox="0 0 120 40" className="h-10 w-30" aria-hidden="true">
        <path
          d="M4 30 C 24 30 28 10 48 10 S 76 28 92 22 S 108 10 116 8"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
        <path
          d="M4 36 C 30 36 36 22 56 22 S 84 34 116 18"
          fill="none"
          stroke="var(--violet)"
          strokeWidth="2"
          strokeLinecap="round"
          opacity="0.7"
        />
      </svg>
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="max-w-md text-ink-soft text-pretty">{children}</div>
      {action}
    </div>
  );
}
