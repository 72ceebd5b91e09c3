import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '#client/locales/languages.ts';
import { noticeKinds, severities, type NewHook } from './alerts-data.ts';
import styles from './settings.module.css';

export type HookForm = UseFormReturnType<Values>;
/** Numbers and kinds as the fields of a form hold them. */
export type Values = Omit<NewHook, 'leastSeverity'> & { leastSeverity: string };

/** What can be chosen of a hook, now and later. */
export function HookFields({ form, children }: { form: HookForm; children?: ReactNode }) {
  const { t } = useTranslation(['alerts', 'settings']);
  return (
    <div className={styles.fields}>
      <TextInput {...form.getInputProps('name')} label={t('alerts:hooks.name')} maxLength={80} dir="auto" />
      {children}
      <NativeSelect
        {...form.getInputProps('leastSeverity')}
        label={t('alerts:hooks.least')}
        data={severities.map((value) => ({ value: String(value), label: t(`alerts:me.leastOf.${value}`) }))}
      />
      <NativeSelect
        {...form.getInputProps('locale')}
        label={t('settings:language')}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <Checkbox.Group
        {...form.getInputProps('kinds')}
        className={styles.wide}
        label={t('alerts:hooks.kinds')}
      >
        <div className={styles.kinds}>
          {noticeKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`alerts:kinds.${kind}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </div>
  );
}

const addressProblems = ['address', 'https', 'private'] as const;

/** The server says why it posts nothing there, by a word. */
export function AddressField({ form }: { form: HookForm }) {
  const { t } = useTranslation('alerts');
  const { error, ...props } = form.getInputProps('url') as { error?: unknown };
  const problem = addressProblems.find((one) => one === error);
  return (
    <TextInput
      {...props}
      label={t('hooks.url')}
      type="url"
      dir="ltr"
      maxLength={2000}
      error={problem ? t(`hooks.wrong.${problem}`) : null}
    />
  );
}
