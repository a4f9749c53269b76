'use client';

import type { ReactNode } from 'react';
import type { Connection } from '@/api/types';
import { useMayChange } from '@/features/session/use-may-change';
import { StopRule } from '@/features/stop-above/stop-rule';
import { TransformFacts } from '@/features/transforms/transform-facts';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useRulesTranslations } from '@/messages/rules-translation';

/** What is done to messages before they are stored, and what when many of them do not fit. */
export function RulesPart({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('changes');
  const transforms = useRulesTranslations('transforms');
  const stop = useRulesTranslations('stop');
  const mayChange = useMayChange();
  return (
    <>
      <Section title={transforms('title')}>
        <TransformFacts transforms={connection.transforms} />
      </Section>
      <Section title={stop('section')}>
        <StopRule connection={connection} mayChange={mayChange === true} />
        {mayChange === false ? <p className="text-sm text-ink-soft">{t('viewer')}</p> : null}
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-4 border-line px-4 py-4 not-first:border-t md:px-5"
    >
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}
