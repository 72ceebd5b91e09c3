import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { useSession } from '../session.tsx';
import { FormProblem } from '../sign-in/form-problem.tsx';
import styles from './settings.module.css';

type Passwords = { current: string; next: string };

const leastPassword = 10;

export function PasswordForm() {
  const { t } = useTranslation('settings');
  const { hasPassword, actor } = useSession();
  const { form, change } = usePasswordChange(hasPassword);
  return (
    <form className={styles.stack} onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      {hasPassword ? (
        <PasswordInput
          {...form.getInputProps('current')}
          label={t('account.current')}
          visibilityToggleButtonProps={{ 'aria-label': t('desk:showPassword') }}
          autoComplete="current-password"
        />
      ) : (
        <p className={styles.note}>{t('account.noPassword')}</p>
      )}
      <input type="hidden" name="username" autoComplete="username" value={actor.email} readOnly />
      <PasswordInput
        {...form.getInputProps('next')}
        label={t('account.next')}
        description={form.errors.next ? null : t('account.nextHelp', { count: leastPassword })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        visibilityToggleButtonProps={{ 'aria-label': t('desk:showPassword') }}
        autoComplete="new-password"
      />
      <FormProblem error={change.error} />
      <div>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {hasPassword ? t('account.change') : t('account.set')}
        </Button>
      </div>
    </form>
  );
}

function usePasswordChange(hasPassword: boolean) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const form = useForm<Passwords>({
    initialValues: { current: '', next: '' },
    validate: {
      current: (current) => (hasPassword && !current ? t('wrong.needed') : null),
      next: (next) => (next.length < leastPassword ? t('wrong.short', { count: leastPassword }) : null),
    },
  });
  const change = useMutation({
    mutationFn: ({ current, next }: Passwords) =>
      api.api.me.$patch({ json: { password: hasPassword ? { current, next } : { next } } }),
    onSuccess: async () => {
      form.reset();
      notifyDone(t('account.changed'));
      await queries.invalidateQueries({ queryKey: ['me'] });
    },
    onError: (error) => {
      const isWrong = error instanceof ApiProblem && error.fields['password.current'];
      if (isWrong) form.setFieldError('current', t('account.wrongCurrent'));
    },
  });
  return { form, change };
}
