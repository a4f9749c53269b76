import { classNames } from './class-names';

/** Holds the place of something that is being read, at its final size. */
export function Skeleton({ className, label }: { className?: string; label: string }) {
  return (
    <div role="status" className={classNames('skeleton', className)}>
      <span className="sr-only">{label}</span>
    </div>
  );
}
