import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { SecretOnce } from '../components/secret-once.tsx';
import { isolated } from '../inbox/isolated.ts';
import styles from '../settings/settings.module.css';
import { useHook, useRemoveHook, useSetHook, useTryHook } from './hook.ts';

/** Where grants are told to the company's own system. */
export function HookPage() {
  const { t } = useTranslation('grants');
  const { data, error, refetch } = useHook();
  const [secret, setSecret] = useState<string | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const { hook } = data;
  const host = hook && isolated(new URL(hook.url).host);
  return (
    <>
      <PageTitle>{host ? <MarkedText text={t('hook.set', { host })} /> : t('hook.none')}</PageTitle>
      <p className={styles.help}>{t('hook.help')}</p>
      <HookForm key={hook?.url} url={hook?.url ?? ''} onSecret={setSecret} />
      {hook ? <HookSteps /> : null}
      {secret ? (
        <SecretOnce
          title={t('hook.secret')}
          help={t('hook.secretHint')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      ) : null}
    </>
  );
}

function HookForm({ url, onSecret }: { url: string; onSecret: (secret: string) => void }) {
  const { t } = useTranslation('grants');
  const [value, setValue] = useState(url);
  const set = useSetHook();
  const problem = set.error instanceof ApiProblem ? set.error.fields.problem : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(value.trim(), {
      onSuccess: (told) => onSecret(told.secret),
      onError: (error) => {
        if (!(error instanceof ApiProblem && error.fields.problem)) notifyProblem(error);
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('hook.url')}
        description={t('hook.urlHint')}
        type="url"
        dir="ltr"
        maxLength={500}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        error={problem ? t(`hook.problem.${problem}`) : null}
      />
      <Button type="submit" variant="filled" mt={16} loading={set.isPending} disabled={value.trim() === ''}>
        {t('hook.save')}
      </Button>
    </form>
  );
}

function HookSteps() {
  const { t } = useTranslation('grants');
  const trying = useTryHook();
  const removing = useRemoveHook();
  const remove = () =>
    removing.mutate(undefined, { onSuccess: () => notifyDone(t('hook.removed')), onError: notifyProblem });
  return (
    <div className={styles.form} style={{ marginBlockStart: 28 }}>
      <Button onClick={() => trying.mutate(undefined, { onError: notifyProblem })} loading={trying.isPending}>
        {t('hook.test')}
      </Button>{' '}
      <Button variant="subtle" color="gray" onClick={remove} loading={removing.isPending}>
        {t('hook.remove')}
      </Button>
      {trying.data ? <Outcome {...trying.data} /> : null}
    </div>
  );
}

type Tried = { isTaken: boolean; status: number | null; said: string };

function Outcome({ isTaken, status, said }: Tried) {
  const { t } = useTranslation('grants');
  const words = isolated(said.slice(0, 300));
  if (isTaken) return <output>{t('hook.taken', { status })}</output>;
  return (
    <p role="alert" className={styles.problem}>
      {status === null ? t('hook.notReached', { said: words }) : t('hook.notTaken', { status, said: words })}
    </p>
  );
}
