'use client';

import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { VerdictBar } from '@/features/feedback';
import type { Reply } from '@/features/reply';
import { useMayChange } from '@/features/session/use-may-change';
import { LazyVerifyDialog } from '@/features/verified';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';

/** What a person says of an answer: whether it is right, and that it is checked. */
export function AnswerFoot({ reply }: { reply: Reply }) {
  const t = useLaterTranslations('answer');
  const mayVerify = useMayChange() === true && reply.verified === null;
  const [verifying, setVerifying] = useState(false);
  const judged = reply.answerId !== '';
  if (!judged && !mayVerify) return null;
  return (
    <footer className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 md:px-5">
      {judged ? <VerdictBar reply={reply} /> : null}
      {mayVerify ? (
        <Button look="quiet" small className="ml-auto max-sm:-ml-3" onClick={() => setVerifying(true)}>
          <BadgeCheck className="size-4" aria-hidden="true" />
          {t('verify')}
        </Button>
      ) : null}
      {verifying ? <LazyVerifyDialog reply={reply} onClose={() => setVerifying(false)} /> : null}
    </footer>
  );
}
