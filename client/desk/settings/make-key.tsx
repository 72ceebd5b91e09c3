import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import { SecretOnce } from '../components/secret-once.tsx';
import { keyRoles, useMakeKey, type NewKey } from './api-keys.ts';
import styles from './settings.module.css';
import { useFieldRules } from './use-field-rules.ts';

/** Makes a key and shows it this once. */
export function MakeKey() {
  const { t } = useTranslation('settings');
  const { needed } = useFieldRules();
  const make = useMakeKey();
  const [made, setMade] = useState<string | null>(null);
  const form = useForm<NewKey>({ initialValues: { name: '', role: 'agent' }, validate: { name: needed } });
  const send = (key: NewKey) =>
    make.mutate(key, {
      onSuccess: (told) => {
        setMade(told.key);
        form.reset();
      },
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 400) form.setErrors(error.fields);
        else notifyProblem(error);
      },
    });
  return (
    <form className={styles.form} onSubmit={form.onSubmit(send)} noValidate>
      <div className={styles.fields}>
        <TextInput {...form.getInputProps('name')} label={t('keys.name')} maxLength={80} dir="auto" />
        <NativeSelect
          {...form.getInputProps('role')}
          label={t('people.role')}
          description={t(`keys.roleHelp.${form.values.role}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={keyRoles.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
        />
      </div>
      <Button type="submit" variant="filled" mt={16} loading={make.isPending}>
        {t('keys.makeIt')}
      </Button>
      {made ? (
        <SecretOnce
          title={t('keys.madeTitle')}
          help={t('keys.once')}
          secret={made}
          onClose={() => setMade(null)}
        />
      ) : null}
    </form>
  );
}
