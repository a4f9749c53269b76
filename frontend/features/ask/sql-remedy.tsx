'use client';

import { asProblem } from '@/api/problem';
import { locateError, withFix } from '@/features/sql';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';

interface SqlRemedyProps {
  sql: string;
  error: unknown;
  onFix: (sql: string) => void;
}

/** Where the engine has a guess at what was meant: one click puts it in and runs again. */
export function SqlRemedy({ sql, error, onFix }: SqlRemedyProps) {
  const t = useLaterTranslations('answer');
  const found = locateError(sql, asProblem(error).message);
  if (!found?.fix) return null;
  return (
    <Button small className="mt-3" onClick={() => onFix(withFix(sql, found))}>
      {t('fixIt', { word: found.fix })}
    </Button>
  );
}
