import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, nearestLanguage } from '#client/locales/languages.ts';
import { ApiProblem } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import styles from './settings.module.css';
import { roles, useInvite, type Invitation } from './staff.ts';
import { useFieldRules } from './use-field-rules.ts';

export function InviteForm() {
  const { t, i18n } = useTranslation('settings');
  const { needed, email } = useFieldRules();
  const invite = useInvite();
  const form = useForm<Invitation>({
    initialValues: { name: '', email: '', role: 'agent', locale: nearestLanguage(i18n.language) },
    validate: { name: needed, email },
  });
  const send = (person: Invitation) =>
    invite.mutate(person, {
      onSuccess: () => {
        notifyDone(t('people.invited', { name: `\u2068${person.name}\u2069` }));
        form.reset();
      },
      onError: (error) => {
        const isTaken = error instanceof ApiProblem && error.status === 409;
        if (isTaken) form.setFieldError('email', t('people.taken'));
        else if (error instanceof ApiProblem && error.status === 400) form.setErrors(error.fields);
        else notifyProblem(error);
      },
    });
  return (
    <form className={styles.form} onSubmit={form.onSubmit(send)} noValidate>
      <div className={styles.fields}>
        <TextInput {...form.getInputProps('name')} label={t('people.name')} />
        <TextInput {...form.getInputProps('email')} label={t('people.email')} type="email" dir="ltr" />
        <NativeSelect
          {...form.getInputProps('role')}
          label={t('people.role')}
          description={t(`people.rolesHelp.${form.values.role}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={roles.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
        />
        <NativeSelect
          {...form.getInputProps('locale')}
          label={t('language')}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        />
      </div>
      <Button type="submit" variant="filled" mt={16} loading={invite.isPending}>
        {t('people.send')}
      </Button>
    </form>
  );
}
