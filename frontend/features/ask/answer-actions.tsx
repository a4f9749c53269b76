'use client';

import { Bookmark, Radio, Share2, Webhook } from 'lucide-react';
import { useState } from 'react';
import { LazySaveDialog } from '@/features/board';
import { LazyEndpointDialog } from '@/features/endpoints';
import { ExportMenu } from '@/features/export';
import type { Reply } from '@/features/reply';
import { LazyShareDialog } from '@/features/share';
import { useShortcut } from '@/features/shortcuts';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';

interface AnswerActionsProps {
  reply: Reply;
  chart: string | null;
  live: boolean;
  onLive: (live: boolean) => void;
  onError: (error: unknown) => void;
}

const small = 'max-sm:w-11 max-sm:px-0';

/** What can be done with an answer as a whole. */
export function AnswerActions({ reply, chart, live, onLive, onError }: AnswerActionsProps) {
  const t = useLaterTranslations('answer');
  const [saving, setSaving] = useState(false);
  const [sharing, setSharing] = useState(false);
  const [publishing, setPublishing] = useState(false);
  // An answer of a fixed time has nothing new to come.
  const canLive = !reply.asking.now;
  useShortcut('l', () => canLive && onLive(!live));
  useShortcut('d', () => setSaving(true));
  return (
    <>
      {canLive ? (
        <Button
          look="quiet"
          small
          aria-pressed={live}
          onClick={() => onLive(!live)}
          className={classNames(small, live && 'bg-good-wash text-good hover:text-good')}
        >
          <Radio className="size-4" aria-hidden="true" />
          <span className="max-sm:sr-only">{t('live')}</span>
        </Button>
      ) : null}
      <Button look="quiet" small className={small} onClick={() => setSaving(true)}>
        <Bookmark className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{t('save')}</span>
      </Button>
      <Button look="quiet" small className={small} onClick={() => setSharing(true)}>
        <Share2 className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{t('share')}</span>
      </Button>
      <Button look="quiet" small className={small} onClick={() => setPublishing(true)}>
        <Webhook className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{t('endpoint')}</span>
      </Button>
      <ExportMenu reply={reply} onError={onError} />
      {saving ? (
        <LazySaveDialog
          asking={reply.asking}
          title={reply.interpretation || reply.asked}
          chart={chart}
          open
          onClose={() => setSaving(false)}
        />
      ) : null}
      {publishing ? <LazyEndpointDialog reply={reply} open onClose={() => setPublishing(false)} /> : null}
      {sharing ? (
        <LazyShareDialog reply={reply} chart={chart} open onClose={() => setSharing(false)} />
      ) : null}
    </>
  );
}
