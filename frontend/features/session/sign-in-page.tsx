'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import { signIn } from '@/api/queries';
import { Providers } from '@/features/shell/providers';
import { useTranslations } from '@/messages/translation';
import { BrandMark } from '@/ui/brand-mark';
import { linkToken, returnPath } from './return-path';
import { TokenForm } from './token-form';

/** Link tokens that this page has sent already: one works once, and an effect may run twice. */
const used = new Set<string>();

export function SignInPage() {
  return (
    <Providers>
      <SignIn />
    </Providers>
  );
}

function SignIn() {
  const t = useTranslations('signIn');
  const [byLink, setByLink] = useState(false);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: signIn,
    // A whole page load: nothing of the signed-out state stays behind.
    onSuccess: () => window.location.replace(returnPath(window.location.search)),
  });

  useEffect(() => {
    const link = linkToken(window.location.hash);
    if (link === null || used.has(link)) return;
    used.add(link);
    // The token has been read: it does not stay in the address bar or the history.
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    setByLink(true);
    mutate({ link_token: link });
  }, [mutate]);

  const busy = isPending || isSuccess;
  return (
    <main className="grid min-h-dvh place-items-center bg-(image:--glow) bg-no-repeat px-4 py-10">
      <div className="w-full max-w-sm">
        <BrandMark className="size-14" />
        <h1 className="mt-6 text-2xl font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-2 text-ink-soft">{t('intro')}</p>
        <div className="mt-6">
          <TokenForm
            problem={error ? problemText(error, byLink, t('linkFailed'), t('tokenFailed')) : undefined}
            busy={busy}
            onToken={(token) => {
              setByLink(false);
              mutate({ token });
            }}
          />
        </div>
        <p role="status" className="sr-only">
          {busy ? t('working') : ''}
        </p>
      </div>
    </main>
  );
}

function problemText(error: unknown, byLink: boolean, linkFailed: string, tokenFailed: string): string {
  const problem = asProblem(error);
  if (problem.status !== 401) return problem.message;
  return byLink ? linkFailed : tokenFailed;
}
