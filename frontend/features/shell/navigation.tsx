'use client';

import { Activity, Cable, ChartNoAxesCombined, Ellipsis, Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from '@/messages/translation';
import { BrandMark } from '@/ui/brand-mark';
import { classNames } from '@/ui/class-names';
import { Link } from '@/ui/link';

const places = [
  { id: 'query', href: '/query', Icon: Search, phone: true },
  { id: 'visualize', href: '/visualize', Icon: ChartNoAxesCombined, phone: true },
  { id: 'connect', href: '/connect', Icon: Cable, phone: true },
  { id: 'status', href: '/status', Icon: Activity, phone: false },
  { id: 'more', href: '/more', Icon: Ellipsis, phone: true },
] as const;

/** Pages that are reached by another one. */
const within: Record<string, string> = { '/': '/query', '/settings': '/more' };

/** A bar at the bottom of a phone, a rail at the left from 768 px. */
export function Navigation() {
  const t = useTranslations('nav');
  const path = usePathname();
  const here = within[path] ?? path;
  return (
    <nav
      aria-label={t('label')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur md:inset-y-0 md:right-auto md:w-23 md:border-t-0 md:border-r md:pb-0"
    >
      <Link
        href="/query"
        aria-label="Aurora"
        className="mx-auto mt-5 mb-6 hidden size-11 items-center justify-center md:flex"
      >
        <BrandMark className="size-10" />
      </Link>
      <ul className="grid grid-cols-4 md:flex md:flex-col md:gap-1.5 md:px-2.5">
        {places.map(({ id, href, Icon, phone }) => {
          const on = here === href || here.startsWith(`${href}/`);
          return (
            <li key={id} className={phone ? '' : 'hidden md:block'}>
              <Link
                href={href}
                aria-current={on ? 'page' : undefined}
                className={classNames(
                  'flex min-h-15 flex-col items-center justify-center gap-1 text-xs font-medium transition-colors md:rounded-xl md:py-2',
                  on ? 'text-accent md:bg-accent-wash' : 'text-ink-soft hover:text-ink md:hover:bg-sunken',
                )}
              >
                <Icon className="size-5" strokeWidth={on ? 2.25 : 1.75} aria-hidden="true" />
                {t(id)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
