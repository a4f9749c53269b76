'use client';

import { useRejectedTranslations } from '@/messages/rejected-translation';
import { buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';

/** A connection that was deleted: what is left of what it had rejected. */
export function GoneNotice({ id }: { id: string }) {
  const t = useRejectedTranslations('rejected');
  return (
    <Card>
      <EmptyState
        title={t('deletedTitle')}
        action={
          <Link href="/connect" className={buttonClass()}>
            {t('deletedBack')}
          </Link>
        }
      >
        {t('deletedBody', { id })}
      </EmptyState>
    </Card>
  );
}
