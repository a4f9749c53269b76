import { BrandMark } from '@/ui/brand-mark';
import { buttonClass } from '@/ui/button';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-6">
      <BrandMark className="size-10" />
      <h1 className="text-2xl font-semibold tracking-tight">This page does not exist</h1>
      <p className="text-ink-soft">The address may be mistyped, or the page has moved.</p>
      {/* Not a Link: its code would come with every page. */}
      <a href="/query" className={buttonClass('primary')}>
        Go to Query
      </a>
    </main>
  );
}
