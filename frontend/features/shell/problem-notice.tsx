'use client';

import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';
import en from '@/messages/en.json';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';

type TitleKey = keyof typeof en.problem;

function titleKey(code: string): TitleKey {
  return code in en.problem ? (code as TitleKey) : 'title';
}

interface ProblemNoticeProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

/** What failed, why, the remedy, and the request id to give to whoever looks after Aurora. */
export function ProblemNotice({ error, onRetry, children }: ProblemNoticeProps) {
  const t = useTranslations('problem');
  const common = useTranslations('common');
  const problem = asProblem(error);
  return (
    <div role="alert" className="rise flex gap-3 rounded-card border border-bad/40 bg-bad-wash p-4 md:p-5">
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-bad" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-bad">{t(titleKey(problem.code))}</p>
        <p className="mt-1 break-words whitespace-pre-wrap">{problem.message}</p>
        {children}
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {onRetry ? (
            <Button small onClick={onRetry}>
              {common('retry')}
            </Button>
          ) : null}
          {problem.requestId ? (
            <>
              <code className="font-mono text-xs break-all text-ink-soft">
                {common('requestId', { id: problem.requestId })}
              </code>
              <CopyButton
                text={problem.requestId}
                label={common('copyRequestId')}
                copiedLabel={common('copied')}
              />
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}
