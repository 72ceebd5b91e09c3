import { Button, Modal, NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import { ApiProblem } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { SecretOnce } from '../components/secret-once.tsx';
import { useSession } from '../session.tsx';
import { hookKinds, noticeKinds, useAddHook, useChangeHook, type Hook, type NewHook } from './alerts-data.ts';
import { AddressField, HookFields, type HookForm, type Values } from './hook-fields.tsx';
import styles from './settings.module.css';
import { useFieldRules } from './use-field-rules.ts';

const toldAtFirst = noticeKinds.filter((kind) => kind !== 'assigned' && !kind.startsWith('commitment'));

/** Adds a place for alerts; the secret of one's own is shown this once. */
export function AddHook() {
  const { t } = useTranslation('alerts');
  const { actor } = useSession();
  const add = useAddHook();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useHookForm({
    name: '',
    kind: 'slack',
    url: '',
    kinds: [...toldAtFirst],
    leastSeverity: '1',
    locale: nearestLanguage(actor.locale),
  });
  const send = (values: Values) =>
    add.mutate(toInput(values), {
      onSuccess: (told) => {
        setSecret(told.secret);
        form.reset();
      },
      onError: (error) => showProblem(form, error),
    });
  return (
    <form className={styles.form} onSubmit={form.onSubmit(send)} noValidate>
      <HookFields form={form}>
        <NativeSelect
          {...form.getInputProps('kind')}
          label={t('hooks.kind')}
          description={t(`hooks.kindHelp.${form.values.kind}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={hookKinds.map((value) => ({ value, label: t(`hooks.kindOf.${value}`) }))}
        />
        <AddressField form={form} />
      </HookFields>
      <Button type="submit" variant="filled" mt={16} loading={add.isPending}>
        {t('hooks.addIt')}
      </Button>
      {secret ? (
        <SecretOnce
          title={t('hooks.secretTitle')}
          help={t('hooks.secretHelp')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      ) : null}
    </form>
  );
}

/** Changes what a place is told of; its address and its secret stay. */
export function ChangeHook({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const { t } = useTranslation(['alerts', 'settings']);
  const change = useChangeHook();
  const { id, name, kind, leastSeverity, locale } = hook;
  const form = useHookForm({
    name,
    kind,
    url: '',
    kinds: noticeKinds.filter((one) => hook.kinds.includes(one)),
    leastSeverity: String(leastSeverity),
    locale,
  });
  const send = (values: Values) => {
    const { kind: _kind, url: _url, ...changed } = toInput(values);
    change.mutate(
      { id, ...changed },
      {
        onSuccess: () => {
          notifyDone(t('settings:saved'));
          onClose();
        },
        onError: (error) => showProblem(form, error),
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('alerts:hooks.changeTitle', { name: `\u2068${name}\u2069` })}
    >
      <form onSubmit={form.onSubmit(send)} noValidate>
        <HookFields form={form} />
        <Button type="submit" variant="filled" mt={16} loading={change.isPending}>
          {t('settings:save')}
        </Button>
      </form>
    </Modal>
  );
}

function useHookForm(initialValues: Values): HookForm {
  const { t } = useTranslation('alerts');
  const { needed } = useFieldRules();
  return useForm<Values>({
    initialValues,
    validate: { name: needed, kinds: (kinds) => (kinds.length === 0 ? t('hooks.wrong.kinds') : null) },
  });
}

const toInput = ({ leastSeverity, ...values }: Values): NewHook => ({
  ...values,
  leastSeverity: Number(leastSeverity),
});

function showProblem(form: HookForm, error: unknown): void {
  if (error instanceof ApiProblem && error.status === 400) form.setErrors(error.fields);
  else notifyProblem(error);
}
