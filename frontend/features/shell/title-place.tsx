'use client';

import type en from '@/messages/en.json';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';
import { PageTitle } from './page-title';

type Text = keyof typeof en.page;

/** Where a page's content comes: what it begins with stands in the exported page already. */
export function TitlePlace({ title, intro }: { title: Text; intro?: Text }) {
  const t = useTranslations('page');
  return (
    <>
      <PageTitle title={t(title)} intro={intro ? t(intro) : undefined} />
      <Skeleton className="h-96" label="…" />
    </>
  );
}
