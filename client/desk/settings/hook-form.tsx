import { Button, Checkbox, CopyButton, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, nearestLanguage } from '#client/locales/languages.ts';
import { ApiProblem } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { useSession } from '../session.tsx';
import {
  hookKinds,
  noticeKinds,
  severities,
  useAddHook,
  useChangeHook,
  type Hook,
  type NewHook,
} from './alerts-data.ts';
import styles from './settings.module.css';
import { useFieldRules } from './use-field-rules.ts';

type HookForm = UseFormReturnType<Values>;
/** Numbers and kinds as the fields of a form hold them. */
type Values = Omit<NewHook, 'leastSeverity'> & { leastSeverity: string };

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
      <Fields form={form}>
        <NativeSelect
          {...form.getInputProps('kind')}
          label={t('hooks.kind')}
          description={t(`hooks.kindHelp.${form.values.kind}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={hookKinds.map((value) => ({ value, label: t(`hooks.kindOf.${value}`) }))}
        />
        <AddressField form={form} />
      </Fields>
      <Button type="submit" variant="filled" mt={16} loading={add.isPending}>
        {t('hooks.addIt')}
      </Button>
      {secret ? <Secret secret={secret} onClose={() => setSecret(null)} /> : null}
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
        <Fields form={form} />
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

function Fields({ form, children }: { form: HookForm; children?: ReactNode }) {
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
function AddressField({ form }: { form: HookForm }) {
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

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation(['alerts', 'settings']);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('alerts:hooks.secretTitle')}
      size="lg"
      closeOnClickOutside={false}
    >
      <p className={styles.help}>{t('alerts:hooks.secretHelp')}</p>
      <code className={styles.secret} dir="ltr">
        {secret}
      </code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button variant="filled" onClick={copy} data-autofocus>
            {copied ? t('settings:keys.copied') : t('settings:keys.copy')}
          </Button>
        )}
      </CopyButton>
    </Modal>
  );
}
