'use client';

import type { EvolutionPolicy } from '@/api/types';
import { useConnectTranslations } from '@/messages/connect-translation';
import { SelectField } from '@/ui/field';

const policies: EvolutionPolicy[] = ['add', 'review', 'freeze'];

interface PolicyChoiceProps {
  policy: EvolutionPolicy;
  onPolicy: (policy: EvolutionPolicy) => void;
  disabled?: boolean;
}

/** What happens to fields that have no column, with its effect in words. */
export function PolicyChoice({ policy, onPolicy, disabled = false }: PolicyChoiceProps) {
  const t = useConnectTranslations('changes');
  return (
    <SelectField
      label={t('policy')}
      hint={`${t(`${policy}Effect`)} ${t('policyHint')}`}
      value={policy}
      disabled={disabled}
      choices={policies.map((value) => ({ value, label: t(value) }))}
      onChange={(event) => {
        const chosen = policies.find((value) => value === event.target.value);
        if (chosen) onPolicy(chosen);
      }}
    />
  );
}
