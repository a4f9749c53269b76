'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { exploreAddress, grafanaQuery } from '@/api/grafana';
import type { ExportFormat } from '@/api/types';
import { prepareExport } from '@/api/workspace';
import { openInGrafana } from '@/features/grafana';
import type { Reply } from '@/features/reply';
import { useLaterTranslations } from '@/messages/later-translation';
import { classNames } from '@/ui/class-names';
import { Menu } from '@/ui/menu';

const formats: ExportFormat[] = ['csv', 'parquet', 'arrow'];

/** The browser saves what it is sent to, row by row: a gigabyte never stands in the page's memory. */
function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

/** The whole result as a file, not only the rows in sight; its SQL in Grafana, where there is one. */
export function ExportMenu({ reply, onError }: { reply: Reply; onError: (error: unknown) => void }) {
  const t = useLaterTranslations('export');
  const prepare = useMutation({
    mutationFn: (format: ExportFormat) => prepareExport(reply.sql, reply.parameters, format),
    onSuccess: download,
    onError,
  });
  const { data: hasGrafana } = useQuery(grafanaQuery);
  const explore = useMutation({
    mutationFn: () => openInGrafana(() => exploreAddress(reply.sql, reply.parameters)),
    onError,
  });
  return (
    <Menu
      label={t('title')}
      disabled={prepare.isPending}
      intro={t('intro')}
      items={[
        ...formats.map((format) => ({
          id: format,
          label: t(format),
          note: t(`${format}Note`),
          onSelect: () => prepare.mutate(format),
        })),
        ...(hasGrafana
          ? [{ id: 'grafana', label: t('grafana'), note: t('grafanaNote'), onSelect: () => explore.mutate() }]
          : []),
      ]}
    >
      <Download className="size-4" aria-hidden="true" />
      <span className={classNames('max-sm:sr-only')}>{t('button')}</span>
    </Menu>
  );
}
