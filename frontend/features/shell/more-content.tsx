'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Activity, BookOpen, Settings, Webhook } from 'lucide-react';
import { sessionQuery, signOut } from '@/api/queries';
import { ThemeChoice } from '@/features/appearance/theme-choice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card, CardHeader } from '@/ui/card';
import { Link } from '@/ui/link';
import { PageTitle } from './page-title';
import { ProblemNotice } from './problem-notice';

/** Account, appearance, API. */
export function MoreContent() {
  const t = useLaterTranslations('more');
  const page = useTranslations('page');
  const { data: session } = useQuery(sessionQuery);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.replace('/sign-in'),
  });
  return (
    <>
      <PageTitle title={page('more')} intro={page('moreIntro')} />
      {leave.error ? <ProblemNotice error={leave.error} /> : null}
      <div className="grid items-start gap-5 md:grid-cols-2">
        <Card>
          <CardHeader title={t('account')} />
          <div className="flex flex-col items-start gap-4 px-4 pb-5 md:px-5">
            <p className="min-h-6 text-ink-soft">
              {session ? t('signedInAs', { name: `${session.user} (${session.role})` }) : ''}
            </p>
            <Button onClick={() => leave.mutate()} disabled={leave.isPending}>
              {t('signOut')}
            </Button>
          </div>
        </Card>
        <Card>
          <CardHeader title={t('appearanceTitle')} />
          <div className="px-4 pb-5 md:px-5">
            <ThemeChoice />
          </div>
        </Card>
        <Card>
          <CardHeader title={t('settings')} />
          <div className="flex flex-col items-start gap-4 px-4 pb-5 md:px-5">
            <p className="text-ink-soft">{t('settingsBody')}</p>
            <Link href="/settings" className={buttonClass()}>
              <Settings className="size-4" aria-hidden="true" />
              {t('settingsLink')}
            </Link>
          </div>
        </Card>
        <Card>
          <CardHeader title={t('api')} />
          <div className="flex flex-col items-start gap-4 px-4 pb-5 md:px-5">
            <p className="text-ink-soft">{t('apiBody')}</p>
            <div className="flex flex-wrap gap-2">
              <a href="/api/openapi.json" className={buttonClass()}>
                <BookOpen className="size-4" aria-hidden="true" />
                {t('apiLink')}
              </a>
              <Link href="/more/endpoints" className={buttonClass()}>
                <Webhook className="size-4" aria-hidden="true" />
                {t('endpointsLink')}
              </Link>
            </div>
          </div>
        </Card>
        <Card className="md:hidden">
          <div className="p-4">
            <Link href="/status" className={buttonClass()}>
              <Activity className="size-4" aria-hidden="true" />
              {t('statusLink')}
            </Link>
          </div>
        </Card>
      </div>
    </>
  );
}
