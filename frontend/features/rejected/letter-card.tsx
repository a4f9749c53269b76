'use client';

import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeadLetter } from '@/api/types';
import { bytesText, clockText } from '@/features/freshness';
import { type CarriedBytes, messageText, type PeekForm, shortText } from '@/features/message-format';
import { useRejectedTranslations } from '@/messages/rejected-translation';
import { Button } from '@/ui/button';
import { detailOf } from './cause-words';

interface LetterCardProps {
  letter: DeadLetter;
  /** What its group is chosen by: said above, not again at each letter. */
  cause: string;
  form: PeekForm;
  /** How a person calls the message: where it stands. */
  name: string;
  /** Undefined where this may not be done, or not now. */
  onReplay: (() => void) | undefined;
}

/** Bytes that the API carries whole. */
function isWhole(letter: DeadLetter): boolean {
  return bytesCarried(letter) >= letter.value_bytes;
}

function bytesCarried({ value, encoding }: CarriedBytes): number {
  return encoding === 'text' ? new TextEncoder().encode(value).length : atob(value).length;
}

/** One message as it came: where it stands, why it did not fit, its key, headers and bytes. */
export function LetterCard({ letter, cause, form, name, onReplay }: LetterCardProps) {
  const t = useRejectedTranslations('rejected');
  const { topic, partition, offset, timestamp, key, encoding, headers, value_bytes } = letter;
  const detail = detailOf(letter, cause);
  // What is no text is shown byte by byte: base64 says nothing to a person.
  const shownAs = (bytes: CarriedBytes) => messageText(bytes, bytes.encoding === 'text' ? form : 'hex');
  return (
    <article className="px-4 py-3.5 md:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-52 text-sm text-ink-soft">
          {topic ? `${topic} · ` : ''}
          {t('partition')} {partition} · {t('offset')} {offset} · {bytesText(value_bytes)}
          {timestamp ? ` · ${clockText(timestamp)}` : ''}
        </p>
        {onReplay ? (
          <Button small look="quiet" aria-label={t('replayOneNamed', { what: name })} onClick={onReplay}>
            <RotateCcw className="size-4" aria-hidden="true" />
            {t('replayOne')}
          </Button>
        ) : null}
      </div>
      {detail === '' ? null : <p className="mt-1 break-words">{detail}</p>}
      {key === '' && headers.length === 0 ? null : (
        <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
          {key === '' ? null : <Fact name={t('key')}>{shortText({ value: key, encoding })}</Fact>}
          {headers.length === 0 ? null : (
            <Fact name={t('headers')}>
              {headers
                .map(({ name, value, encoding: coded }) =>
                  [name, value].map((part) => shortText({ value: part, encoding: coded })).join(': '),
                )
                .join('\n')}
            </Fact>
          )}
        </dl>
      )}
      {letter.value === '' ? (
        <p className="mt-2 text-sm text-ink-soft">
          {letter.code === 'tombstone' ? t('noValue') : t('emptyValue')}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long message scrolls, also by keyboard
        <pre tabIndex={0} className="mt-2 max-h-60 overflow-auto rounded-lg bg-sunken p-3 font-mono text-xs">
          {shownAs(letter)}
        </pre>
      )}
      {isWhole(letter) ? null : (
        <p className="mt-1 text-sm text-ink-soft">
          {t('cut', { shown: bytesText(bytesCarried(letter)), all: bytesText(value_bytes) })}
        </p>
      )}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 font-mono text-xs leading-5 break-all whitespace-pre-wrap">{children}</dd>
    </div>
  );
}
