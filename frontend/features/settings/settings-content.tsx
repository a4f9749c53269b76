'use client';

import { useMayChange } from '@/features/session/use-may-change';
import { lazyPart } from '@/features/shell/lazy-part';
import { PageTitle } from '@/features/shell/page-title';
import { useSearchParam } from '@/features/shell/search-param';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Card } from '@/ui/card';
import { Tabs } from '@/ui/tabs';

const TermList = lazyPart(
  () => import('@/features/glossary/term-list').then((module) => module.TermList),
  'h-96',
);
const VerifiedList = lazyPart(
  () => import('@/features/verified/verified-list').then((module) => module.VerifiedList),
  'h-96',
);
const VerdictList = lazyPart(
  () => import('@/features/feedback/verdict-list').then((module) => module.VerdictList),
  'h-96',
);
const ModelPart = lazyPart(() => import('./model-part').then((module) => module.ModelPart), 'h-96');

const parts = ['glossary', 'verified', 'verdicts', 'model'] as const;
// What can be changed here.
const teaches: readonly (typeof parts)[number][] = ['glossary', 'verified'];

/** What Aurora was taught, and whom it asks; each part in the address. */
export function SettingsContent() {
  const t = useKnowledgeTranslations('settings');
  const page = useTranslations('page');
  const [named, setNamed] = useSearchParam('part');
  const part = parts.find((one) => one === named) ?? 'glossary';
  const mayChange = useMayChange();
  return (
    <>
      <PageTitle title={page('settings')} intro={page('settingsIntro')} />
      {mayChange === false && teaches.includes(part) ? <p className="text-ink-soft">{t('viewer')}</p> : null}
      <Card className="overflow-hidden">
        <Tabs
          label={t('parts')}
          selected={part}
          onSelect={(next) => setNamed(next === 'glossary' ? '' : next, true)}
          tabs={[
            { id: 'glossary', label: t('glossary'), content: <TermList mayChange={mayChange === true} /> },
            {
              id: 'verified',
              label: t('verified'),
              content: <VerifiedList mayChange={mayChange === true} />,
            },
            { id: 'verdicts', label: t('verdicts'), content: <VerdictList /> },
            { id: 'model', label: t('model'), content: <ModelPart /> },
          ]}
        />
      </Card>
    </>
  );
}
