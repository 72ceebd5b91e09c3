import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompanyFormState } from './company-form.tsx';
import styles from './settings.module.css';
import type { Limits } from './use-field-rules.ts';

export const clockLimits = {
  firstContactHours: { min: 1, max: 720 },
  firstContactHoursGold: { min: 1, max: 720 },
  resolutionHours: { min: 1, max: 2160 },
  reopensWithinDays: { min: 0, max: 365 },
} as const satisfies Record<string, Limits>;

export function ClockFields({ form }: { form: CompanyFormState }) {
  const { t } = useTranslation('settings');
  const labels = {
    firstContactHours: t('company.first'),
    firstContactHoursGold: t('company.firstGold'),
    resolutionHours: t('company.resolution'),
    reopensWithinDays: t('company.reopens'),
  };
  return (
    <div className={styles.fields}>
      {(Object.keys(labels) as (keyof typeof labels)[]).map((field) => (
        <NumberInput
          key={field}
          {...form.getInputProps(field)}
          label={labels[field]}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
        />
      ))}
      <NumberInput
        {...form.getInputProps('followUpAfterHours')}
        value={form.values.followUpAfterHours ?? ''}
        onChange={(hours) => form.setFieldValue('followUpAfterHours', hours === '' ? null : Number(hours))}
        label={t('company.followUp')}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
      />
    </div>
  );
}
