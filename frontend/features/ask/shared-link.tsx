'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shareQuery } from '@/api/workspace';
import type { QueryAddress } from '@/features/asking';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';

interface SharedLinkProps {
  id: string;
  go: (address: QueryAddress, replace: boolean) => void;
}

/** A shared link (?s=ID) becomes the address of what it asks. */
export function SharedLink({ id, go }: SharedLinkProps) {
  const common = useTranslations('common');
  const { data, error, refetch } = useQuery(shareQuery(id));
  useEffect(() => {
    if (data) go({ asking: data.asking, chart: data.chart }, true);
  }, [data, go]);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return <Skeleton className="h-96" label={common('loading')} />;
}
