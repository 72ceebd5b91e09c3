import { ColorInput, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '#client/locales/languages.ts';
import type { CompanyFormState } from './company-form.tsx';
import styles from './settings.module.css';
import { currencyChoices, timeZones } from './zones-and-currencies.ts';

type Props = { form: CompanyFormState };

const swatches = ['#0f6b57', '#1f4e79', '#5b3a8e', '#8a1c4a', '#a3321b', '#6b4e00', '#2b2a27'];

export function AboutFields({ form }: Props) {
  const { t, i18n } = useTranslation('settings');
  const currencies = useMemo(() => currencyChoices(i18n.language), [i18n.language]);
  const isFixed = form.values.isCurrencyFixed;
  return (
    <div className={styles.fields}>
      <TextInput {...form.getInputProps('name')} label={t('company.name')} />
      <NativeSelect
        {...form.getInputProps('locale')}
        label={t('language')}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <Select
        {...form.getInputProps('timeZone')}
        label={t('timeZone')}
        description={t('company.timeZoneHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={timeZones}
        nothingFoundMessage={t('nothingFound')}
        searchable
      />
      <Select
        {...form.getInputProps('currency')}
        label={t('currency')}
        description={isFixed ? t('company.currencyFixed') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={isFixed}
        data={currencies}
        nothingFoundMessage={t('nothingFound')}
        searchable
      />
    </div>
  );
}

export function MailFields({ form }: Props) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.fields}>
      <TextInput {...form.getInputProps('senderName')} label={t('company.senderName')} />
      <TextInput
        {...form.getInputProps('senderEmail')}
        label={t('company.senderEmail')}
        type="email"
        dir="ltr"
      />
      <TextInput
        {...form.getInputProps('replyAddress')}
        value={form.values.replyAddress ?? ''}
        onChange={(event) => form.setFieldValue('replyAddress', event.currentTarget.value.trim() || null)}
        label={t('company.replyAddress')}
        description={t('company.replyAddressHelp')}
        type="email"
        dir="ltr"
      />
      <ColorInput
        {...form.getInputProps('accentColor')}
        label={t('company.accent')}
        description={t('company.accentHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        swatches={swatches}
        swatchesPerRow={7}
        popoverProps={{ position: 'top-start' }}
        withEyeDropper={false}
      />
      <Sample color={form.values.accentColor} name={form.values.senderName} />
    </div>
  );
}

function Sample({ color, name }: { color: string; name: string }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.sampleField} aria-hidden>
      <span>{t('company.sample')}</span>
      <div className={styles.sample}>
        <b style={{ background: color }}>8</b>
        <i style={{ color }}>
          <bdi>{name}</bdi>
        </i>
      </div>
    </div>
  );
}
