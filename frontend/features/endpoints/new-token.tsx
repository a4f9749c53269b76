'use client';

import type { Endpoint } from '@/api/types';
import { useEndpointTranslations } from '@/messages/endpoint-translation';
import { useTranslations } from '@/messages/translation';
import { CopyButton } from '@/ui/copy-button';
import { TextArea, TextField } from '@/ui/field';
import { curlLine } from './endpoint-draft';

/** A token that was just made, and the line that calls its endpoint with it. */
export function NewToken({ endpoint, token }: { endpoint: Endpoint; token: string }) {
  const t = useEndpointTranslations('endpoint');
  const common = useTranslations('common');
  const line = curlLine(window.location.origin, endpoint, token);
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t('tokenLabel')}
        hint={t('tokenOnce')}
        value={token}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <TextArea label={t('curl')} value={line} readOnly rows={3} onFocus={(event) => event.target.select()} />
      <div className="flex flex-wrap gap-2">
        <CopyButton look="secondary" text={token} label={t('copyToken')} copiedLabel={common('copied')} />
        <CopyButton look="secondary" text={line} label={t('copyCurl')} copiedLabel={common('copied')} />
      </div>
    </div>
  );
}
