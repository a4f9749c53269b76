'use client';

import { useStatus } from '@/features/live';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { CopyButton } from '@/ui/copy-button';
import { Skeleton } from '@/ui/skeleton';
import type { Tone } from '@/ui/tone';
import { type ModelState, modelState } from './model-state';

const example = `services:
  query-engine:
    model:
      endpoint: http://127.0.0.1:11434/v1
      name: qwen2.5-coder:7b`;
const exampleStart = 'aurora up --config aurora.yaml';

const tones: Record<ModelState['state'], Tone> = {
  answers: 'good',
  fails: 'bad',
  'not asked yet': 'neutral',
};
const stateKeys = { answers: 'answering', fails: 'failing', 'not asked yet': 'notAsked' } as const;

/** Who answers questions, and what leaves this machine for it. Nothing can be changed here: it is configuration. */
export function ModelPart() {
  const t = useKnowledgeTranslations('model');
  const common = useTranslations('common');
  const { data, error, refetch } = useStatus();
  if (error && !data)
    return (
      <div className="p-4 md:p-5">
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  const model = modelState(data);
  return (
    <div className="flex flex-col gap-4 p-4 md:p-5">
      <p className="text-sm text-ink-soft">{t('intro')}</p>
      {model === null ? (
        <div>
          <h2 className="font-semibold">{t('unknownTitle')}</h2>
          <p className="text-ink-soft">{t('unknownBody')}</p>
        </div>
      ) : null}
      {model === 'embedded' ? <BuiltIn /> : null}
      {model !== null && model !== 'embedded' ? <Configured model={model} /> : null}
    </div>
  );
}

function BuiltIn() {
  const t = useKnowledgeTranslations('model');
  const common = useTranslations('common');
  return (
    <>
      <div>
        <h2 className="font-semibold">{t('builtInTitle')}</h2>
        <p className="max-w-2xl text-ink-soft">{t('builtInBody')}</p>
      </div>
      <details>
        <summary className="min-h-9 py-1.5 text-sm font-medium">{t('how')}</summary>
        <div className="flex flex-col items-start gap-2 pt-1">
          <p className="text-sm text-ink-soft">{t('howBody')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide text scrolls, also by keyboard */}
          <pre tabIndex={0} className="w-full overflow-x-auto rounded-lg bg-sunken p-3 font-mono text-xs">
            {`${example}\n\n${exampleStart}`}
          </pre>
          <CopyButton text={example} label={common('copy')} copiedLabel={common('copied')} />
        </div>
      </details>
    </>
  );
}

function Configured({ model }: { model: ModelState }) {
  const t = useKnowledgeTranslations('model');
  const { name, budget, spent } = model;
  const always = model.use === 'always';
  const facts: [string, string][] = [
    [t('address'), model.endpoint],
    [t('sent'), t('sentNames')],
    [t('values'), model.values === null ? t('valuesNone') : t('valuesOf', { columns: model.values })],
    [t('budget'), budget === null ? t('budgetNone', { spent }) : t('budgetOf', { spent, budget })],
  ];
  return (
    <>
      <div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold break-words">{t(always ? 'titleAlways' : 'titleUnsure', { name })}</h2>
          <Badge tone={tones[model.state]}>{t(stateKeys[model.state])}</Badge>
        </div>
        <p className="max-w-2xl text-ink-soft">
          {t(always ? 'bodyAlways' : 'bodyUnsure', { name })} {t('checked')}
        </p>
      </div>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([title, value]) => (
          <div key={title} className="contents">
            <dt className="text-ink-soft">{title}</dt>
            <dd className="min-w-0 break-words max-sm:mb-2">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-ink-soft">{t('budgetNote')}</p>
    </>
  );
}
