import { useId } from 'react';

/** Aurora's sign: three curtains of light over a horizon. */
export function BrandMark({ className }: { className?: string }) {
  const id = useId();
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <defs>
        <linearGradient id={id} x1="0" y1="1" x2="1" y2="0">
          <stop offset="0" stopColor="#1fd1a2" />
          <stop offset="0.55" stopColor="#3fb8e8" />
          <stop offset="1" stopColor="#8f7bff" />
        </linearGradient>
      </defs>
      <rect width="32" height="32" rx="9" fill="#0a1826" />
      <g fill="none" stroke={`url(#${id})`} strokeLinecap="round">
        <path d="M6 21 C 9 12 12 22 15.5 14 S 21 8 26 8" strokeWidth="2.6" />
        <path d="M6 25 C 11 18 14 25 18.5 19 S 23 14 26 13.5" strokeWidth="2.2" opacity="0.75" />
        <path d="M12 26 C 16 24 20 26 26 19.5" strokeWidth="1.8" opacity="0.5" />
      </g>
    </svg>
  );
}
