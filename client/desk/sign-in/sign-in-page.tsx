import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem } from '../api.ts';
import { OpenPage } from '../open-page.tsx';
import { FormProblem } from './form-problem.tsx';
import { isEmail } from './is-email.ts';
import styles from './sign-in.module.css';
import { useArrival } from './use-arrival.ts';

type Credentials = { email: string; password: string };

export function Component() {
  const { t } = useTranslation('sign-in');
  const link = useMutation({
    mutationFn: (email: string) => api.api['sign-in-links'].$post({ json: { email } }),
  });
  return (
    <OpenPage title={t('signIn.title')}>
      {link.isSuccess ? (
        <LinkSent email={link.variables} onBack={link.reset} />
      ) : (
        <SignInForm onLink={link.mutate} isAsking={link.isPending} linkError={link.error} />
      )}
    </OpenPage>
  );
}

type FormProps = { onLink: (email: string) => void; isAsking: boolean; linkError: unknown };

function SignInForm({ onLink, isAsking, linkError }: FormProps) {
  const { t } = useTranslation('sign-in');
  const arrive = useArrival();
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (isEmail(email) ? null : t('wrong.email')),
      password: (password) => (password ? null : t('signIn.needPassword')),
    },
  });
  const signIn = useMutation({
    mutationFn: (json: Credentials) => api.api.session.$post({ json }),
    onSuccess: arrive,
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields.password)
        form.setFieldError('password', t('signIn.wrong'));
    },
  });
  const askForLink = () => {
    if (!form.validateField('email').hasError) onLink(form.getValues().email.trim());
  };
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <TextInput
        {...form.getInputProps('email')}
        key={form.key('email')}
        label={t('email')}
        type="email"
        dir="ltr"
        autoComplete="username"
        autoFocus
      />
      <PasswordInput
        {...form.getInputProps('password')}
        key={form.key('password')}
        label={t('password')}
        visibilityToggleButtonProps={{ 'aria-label': t('desk:showPassword') }}
        autoComplete="current-password"
      />
      <FormProblem error={signIn.error ?? linkError} />
      <Button type="submit" variant="filled" loading={signIn.isPending}>
        {t('signIn.go')}
      </Button>
      <span className={styles.or}>{t('signIn.or')}</span>
      <Button onClick={askForLink} loading={isAsking}>
        {t('signIn.mailLink')}
      </Button>
    </form>
  );
}

function LinkSent({ email, onBack }: { email: string; onBack: () => void }) {
  const { t } = useTranslation('sign-in');
  return (
    <output className={styles.sent}>
      <h2>{t('signIn.sentTitle')}</h2>
      <p>{t('signIn.sent', { email: `\u2068${email}\u2069` })}</p>
      <Button onClick={onBack}>{t('signIn.again')}</Button>
    </output>
  );
}
