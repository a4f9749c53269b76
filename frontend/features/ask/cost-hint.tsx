'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { explainSql } from '@/api/queries';
import { groupDigits } from '@/features/result-grid/digits';
import { useLaterTranslations } from '@/messages/later-translation';

// A statement is looked at when typing pauses.
const kPauseMs = 700;

/** What a statement would read, before it runs. Silent where it does not parse yet: that is said when it runs. */
export function CostHint({ sql }: { sql: string }) {
  const t = useLaterTranslations('answer');
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(sql.trim()), kPauseMs);
    return () => clearTimeout(timer);
  }, [sql]);
  const { data } = useQuery({
    queryKey: ['explain', settled, []],
    enabled: settled !== '',
    queryFn: ({ signal }) => explainSql(settled, [], signal),
    staleTime: 60_000,
    retry: false,
  });
  // A count that is read off the parts costs nothing worth saying.
  const known = data && settled === sql.trim() && data.rows_estimated > 0 ? data : null;
  return (
    <>
      {t('hintSql')}
      {known ? (
        <span data-testid="cost"> {t('cost', { rows: groupDigits(String(known.rows_estimated)) })}</span>
      ) : null}
    </>
  );
}
