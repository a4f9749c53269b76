'use client';

import { Pencil, Rows3 } from 'lucide-react';
import type { Reply } from '@/features/reply';
import { ResultGrid } from '@/features/result-grid';
import { groupDigits } from '@/features/result-grid/digits';
import { SqlView, withValues } from '@/features/sql';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';

export function Rows({ reply }: { reply: Reply }) {
  const t = useLaterTranslations('answer');
  const { columns, rows } = reply.result;
  if (rows.length === 0)
    return (
      <div className="px-4 py-10 text-center md:px-5">
        <p className="font-semibold">{t('emptyTitle')}</p>
        <p className="mx-auto mt-1 max-w-md text-ink-soft">{t('emptyBody')}</p>
      </div>
    );
  return (
    <>
      {reply.truncated ? (
        <p className="bg-warn-wash px-4 py-2 text-sm text-warn md:px-5">
          {t('truncated', { rows: groupDigits(String(rows.length)) })}
        </p>
      ) : null}
      <ResultGrid columns={columns} rows={rows} />
    </>
  );
}

interface SqlProps {
  reply: Reply;
  onEdit: (sql: string) => void;
  /** The rows that the answer was made of, as SQL; null where that cannot be said. */
  behind: string | null;
  onBehind: ((sql: string) => void) | undefined;
}

export function Sql({ reply, onEdit, behind, onBehind }: SqlProps) {
  const t = useLaterTranslations('answer');
  const common = useTranslations('common');
  return (
    <div className="flex flex-col gap-3 p-4 md:p-5">
      <SqlView sql={reply.sql} label={t('sql')} />
      {reply.parameters.length > 0 ? (
        <dl aria-label={t('parameters')} className="flex flex-wrap gap-x-5 gap-y-1 font-mono text-xs">
          {reply.parameters.map(({ name, type, value }) => (
            <div key={name} className="flex gap-2">
              <dt className="text-ink-soft">
                {name}: {type}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button small onClick={() => onEdit(withValues(reply.sql, reply.parameters))}>
          <Pencil className="size-4" aria-hidden="true" />
          {t('editSql')}
        </Button>
        {behind !== null && onBehind ? (
          <Button small onClick={() => onBehind(behind)}>
            <Rows3 className="size-4" aria-hidden="true" />
            {t('rowsBehind')}
          </Button>
        ) : null}
        <CopyButton
          text={withValues(reply.sql, reply.parameters)}
          label={common('copy')}
          copiedLabel={common('copied')}
        />
      </div>
    </div>
  );
}
