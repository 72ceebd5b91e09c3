import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompanyFormState } from './company-form.tsx';
import styles from './settings.module.css';

/** What a customer is told, and offered, once she has answered. */
export function ThanksFields({ form }: { form: CompanyFormState }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.switches}>
      {(['announcesCases', 'offersCallback'] as const).map((field) => (
        <Switch
          key={field}
          {...form.getInputProps(field, { type: 'checkbox' })}
          label={t(`company.${field}`)}
          description={t(`company.${field}Help`)}
        />
      ))}
    </div>
  );
}
