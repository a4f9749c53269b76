'use client';

import { useState } from 'react';
import type { Asking } from '@/api/types';
import { lazyPart } from '@/features/shell/lazy-part';
import { useLaterTranslations } from '@/messages/later-translation';
import { Tabs } from '@/ui/tabs';

const SchemaBrowser = lazyPart(() =>
  import('@/features/schema-browser/schema-browser').then((module) => module.SchemaBrowser),
);
const HistoryPanel = lazyPart(
  () => import('@/features/history').then((module) => module.HistoryPanel),
  'h-40',
);
const SavedPanel = lazyPart(() => import('@/features/history').then((module) => module.SavedPanel), 'h-40');

type Part = 'tables' | 'history' | 'saved';

interface SidePanelProps {
  onInsert: (name: string) => void;
  onAsk: (asking: Asking, chart: string | null) => void;
}

/** What stands beside the question: what can be asked about, what was asked before, what was saved. */
export function SidePanel({ onInsert, onAsk }: SidePanelProps) {
  const t = useLaterTranslations('answer');
  const [part, setPart] = useState<Part>('tables');
  return (
    <aside aria-label={t('side')} className="min-w-0">
      <Tabs
        label={t('side')}
        selected={part}
        onSelect={setPart}
        tabs={[
          { id: 'tables', label: t('tables'), content: <SchemaBrowser onInsert={onInsert} /> },
          {
            id: 'history',
            label: t('history'),
            content: <HistoryPanel onAsk={(asking) => onAsk(asking, null)} />,
          },
          { id: 'saved', label: t('savedTab'), content: <SavedPanel onAsk={onAsk} /> },
        ]}
        panelClassName="pt-3"
      />
    </aside>
  );
}
