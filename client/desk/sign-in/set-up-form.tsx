import { Button, NativeSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, nearestLanguage, type Language } from '#client/locales/languages.ts';
import { api, ApiProblem } from '../api.ts';
import { currencyChoices, ownTimeZone, timeZones } from '../settings/zones-and-currencies.ts';
import { FormProblem } from './form-problem.tsx';
import { isEmail } from './is-email.ts';
import styles from './sign-in.module.css';
import { useArrival } from './use-arrival.ts';

type SetUp = {
  company: { name: string; locale: Language; timeZone: string; currency: string };
  admin: { name: string; email: string; password: string };
};
type Form = { form: UseFormReturnType<SetUp> };

const leastPassword = 10;

export function SetUpForm({ token }: { token: string }) {
  const { t } = useTranslation('sign-in');
  const form = useSetUpForm();
  const arrive = useArrival();
  const setUp = useMutation({
    mutationFn: (values: SetUp) => api.api['set-up'].$post({ json: { token, ...values } }),
    onSuccess: arrive,
    onError: (error) => {
      const fields = error instanceof ApiProblem ? Object.keys(error.fields) : [];
      form.setErrors(Object.fromEntries(fields.map((field) => [field, t('wrong.refused')])));
    },
  });
  const isDead = setUp.error instanceof ApiProblem && setUp.error.status === 404;
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
      <CompanyFields form={form} />
      <AdminFields form={form} />
      {isDead ? (
        <p role="alert" className={styles.problem}>
          {t('setUp.deadLink')}
        </p>
      ) : (
        <FormProblem error={setUp.error} />
      )}
      <Button type="submit" variant="filled" loading={setUp.isPending}>
        {t('setUp.go')}
      </Button>
    </form>
  );
}

function useSetUpForm() {
  const { t, i18n } = useTranslation('sign-in');
  const needed = (text: string | null) => (text?.trim() ? null : t('wrong.needed'));
  return useForm<SetUp>({
    initialValues: {
      company: { name: '', locale: nearestLanguage(i18n.language), timeZone: ownTimeZone(), currency: '' },
      admin: { name: '', email: '', password: '' },
    },
    validate: {
      company: { name: needed, timeZone: needed, currency: needed },
      admin: {
        name: needed,
        email: (email) => (isEmail(email) ? null : t('wrong.email')),
        password: (password) =>
          password.length >= leastPassword ? null : t('wrong.password', { count: leastPassword }),
      },
    },
  });
}

function CompanyFields({ form }: Form) {
  const { t, i18n } = useTranslation('sign-in');
  const currencies = useMemo(() => currencyChoices(i18n.language), [i18n.language]);
  return (
    <fieldset className={styles.group}>
      <legend>{t('setUp.company')}</legend>
      <TextInput {...form.getInputProps('company.name')} label={t('setUp.companyName')} autoFocus />
      <NativeSelect
        {...form.getInputProps('company.locale')}
        label={t('setUp.language')}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <Select
        {...form.getInputProps('company.timeZone')}
        label={t('setUp.timeZone')}
        description={t('setUp.timeZoneHelp')}
        data={timeZones}
        searchable
      />
      <Select
        {...form.getInputProps('company.currency')}
        label={t('setUp.currency')}
        description={t('setUp.currencyHelp')}
        data={currencies}
        searchable
      />
    </fieldset>
  );
}

function AdminFields({ form }: Form) {
  const { t } = useTranslation('sign-in');
  return (
    <fieldset className={styles.group}>
      <legend>{t('setUp.you')}</legend>
      <TextInput {...form.getInputProps('admin.name')} label={t('name')} autoComplete="name" />
      <TextInput
        {...form.getInputProps('admin.email')}
        label={t('email')}
        type="email"
        dir="ltr"
        autoComplete="username"
      />
      <PasswordInput
        {...form.getInputProps('admin.password')}
        label={t('password')}
        description={form.errors['admin.password'] ? null : t('passwordHelp', { count: leastPassword })}
        visibilityToggleButtonProps={{ 'aria-label': t('desk:showPassword') }}
        autoComplete="new-password"
      />
    </fieldset>
  );
}
