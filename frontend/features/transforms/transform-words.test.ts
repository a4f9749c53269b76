import { describe, expect, it } from 'vitest';
import type { Transform } from '@/api/types';
import texts from '@/messages/en.rules.json';
import { translator } from '@/messages/translator';
import { transformText } from './transform-words';

const t = translator<(typeof texts)['transforms']>('transforms', texts.transforms);

describe('transformText', () => {
  it.each<[Transform, string]>([
    [{ kind: 'drop', field: 'password' }, 'Drop password'],
    [{ kind: 'rename', field: 'ts', to: 'created_at' }, 'Rename ts to created_at'],
    [{ kind: 'cast', field: 'amount', type: 'Decimal(18, 2)' }, 'Cast amount to Decimal(18, 2)'],
    [{ kind: 'redact', field: 'card', text: '[redacted]' }, 'Write “[redacted]” in place of card'],
    [{ kind: 'hash', field: 'email' }, 'Hash email'],
    [
      { kind: 'deduplicate', by: ['order_id', 'shop'], within: '1h' },
      'Load only the first of equal order_id, shop within 1h',
    ],
    [
      { kind: 'filter', field: 'status', operator: 'not in', values: ['draft', '{void}'] },
      'Load only where status is none of “draft”, “{void}”',
    ],
    [{ kind: 'filter', field: 'id', operator: 'exists', values: [] }, 'Load only where id is there'],
    [{ kind: 'filter', field: 'id', operator: 'not <', values: ['5'] }, 'Load only where id not < “5”'],
  ])('says %o', (transform, words) => {
    expect(transformText(transform, t)).toBe(words);
  });

  it('names a kind that this version does not know', () => {
    const strange = { kind: 'explode', field: 'id' } as unknown as Transform;
    expect(transformText(strange, t)).toBe('explode id');
  });
});
