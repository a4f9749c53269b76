'use client';

import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';
import { PageTitle } from '@/features/shell/page-title';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { useKeptAnswers } from './kept-answers';

const Panel = lazyPart(() => import('./panel').then((module) => module.Panel), 'h-80');

const everySeconds = [2, 5, 15, 60];
const kEverySecondsDefault = 5;

export function BoardPage() {
  return (
    <Frame>
      <BoardContent />
    </Frame>
  );
}

function BoardContent() {
  const t = useTranslations('board');
  const kept = useKeptAnswers();
  const [every, setEvery] = useState(kEverySecondsDefault);
  const [paused, setPaused] = useState(false);
  return (
    <>
      <PageTitle
        title={t('title')}
        intro={t('storage')}
        actions={
          kept.length > 0 ? (
            <>
              <select
                aria-label={t('every')}
                value={every}
                disabled={paused}
                onChange={(event) => setEvery(Number(event.target.value))}
                className="min-h-11 rounded-lg border border-line bg-surface px-3 text-sm"
              >
                {everySeconds.map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {t('everySeconds', { seconds })}
                  </option>
                ))}
              </select>
              <Button onClick={() => setPaused((before) => !before)} aria-pressed={paused}>
                {paused ? (
                  <Play className="size-4" aria-hidden="true" />
                ) : (
                  <Pause className="size-4" aria-hidden="true" />
                )}
                {paused ? t('resume') : t('pause')}
              </Button>
            </>
          ) : null
        }
      />
      {kept.length === 0 ? (
        <Card>
          <EmptyState
            title={t('emptyTitle')}
            action={
              <Link href="/query" className={buttonClass('primary')}>
                {t('toQuery')}
              </Link>
            }
          >
            {t('emptyBody')}
          </EmptyState>
        </Card>
      ) : (
        <ul className="grid items-start gap-5 lg:grid-cols-2">
          {kept.map((answer) => (
            <li key={answer.id} className="min-w-0">
              <Panel answer={answer} refreshMs={paused ? false : every * 1000} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
