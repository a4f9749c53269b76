'use client';

import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type LedgerForm, readLedgerFile } from '@/api/ledger-file';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Menu } from '@/ui/menu';

const forms = [
  { form: 'csv', label: 'exportCsv', note: 'exportCsvNote' },
  { form: 'ndjson', label: 'exportNdjson', note: 'exportNdjsonNote' },
] as const;

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the file over by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** The ledger as a file, to keep as evidence. */
export function LedgerExport({ id, topic }: { id: string; topic: string }) {
  const t = useConnectTranslations('connection');
  const write = useMutation({
    mutationFn: (form: LedgerForm) => readLedgerFile(id, form),
    onSuccess: (file, form) => save(file, `ledger-${topic}.${form}`),
  });
  return (
    <div className="flex flex-col items-end gap-2">
      <Menu
        label={t('exportLedger')}
        disabled={write.isPending}
        items={forms.map(({ form, label, note }) => ({
          id: form,
          label: t(label),
          note: t(note),
          onSelect: () => write.mutate(form),
        }))}
      >
        <Download className="size-4" aria-hidden="true" />
        {t('export')}
      </Menu>
      {write.error ? <ProblemNotice error={write.error} /> : null}
    </div>
  );
}
