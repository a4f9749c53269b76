import type { Transform } from '@/api/types';
import type texts from '@/messages/en.rules.json';
import type { Translate } from '@/messages/translator';
import { operators, stepKindNames } from './transform-form';

type Words = Translate<(typeof texts)['transforms']>;

function conditionText({ operator = '=', values = [] }: Transform, t: Words): string {
  const known = operators.find((one) => one === operator);
  const sign = known ? t(`op_${known}`) : operator;
  const quoted = values.map((value) => t('quoted', { value }));
  return [sign, quoted.join(', ')].filter((part) => part !== '').join(' ');
}

/** A transform as a sentence; of a kind that this version does not know, its name and field. */
export function transformText(transform: Transform, t: Words): string {
  const kind = stepKindNames.find((one) => one === transform.kind);
  const { field = '', to = '', type = '', text = '', by = [], within = '' } = transform;
  if (!kind) return t('says_other', { kind: transform.kind, field }).trim();
  return t(`says_${kind}`, {
    field,
    to,
    type,
    text: t('quoted', { value: text }),
    condition: conditionText(transform, t),
    by: by.join(', '),
    within,
  });
}
