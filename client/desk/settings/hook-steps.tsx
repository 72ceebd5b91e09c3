import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { useChangeHook, useRemoveHook, useTestHook, type Hook } from './alerts-data.ts';
import styles from './settings.module.css';

interface Props {
  hook: Hook;
  onDo: (doing: { what: 'change' | 'remove'; hook: Hook }) => void;
}

export function HookSteps({ hook, onDo }: Props) {
  const { t } = useTranslation('alerts');
  const test = useTestHook();
  const resume = useChangeHook();
  const name = isolated(hook);
  const done = (text: string) => ({ onSuccess: () => notifyDone(text), onError: notifyProblem });
  const step = { size: 'compact-sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <span className={styles.steps}>
      {hook.pausedAt ? (
        <Button
          {...step}
          onClick={() => resume.mutate({ id: hook.id, isPaused: false }, done(t('hooks.resumed', { name })))}
        >
          {t('hooks.resume')}
        </Button>
      ) : null}
      <Button
        {...step}
        loading={test.isPending}
        onClick={() => test.mutate(hook.id, done(t('hooks.testSent', { name })))}
      >
        {t('hooks.test')}
      </Button>
      <Button {...step} onClick={() => onDo({ what: 'change', hook })}>
        {t('hooks.change')}
      </Button>
      <Button {...step} onClick={() => onDo({ what: 'remove', hook })}>
        {t('hooks.remove')}
      </Button>
    </span>
  );
}

/** Removing one cannot be undone, so it is asked. */
export function RemoveHook({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const { t } = useTranslation('alerts');
  const remove = useRemoveHook();
  const name = isolated(hook);
  const done = () => {
    notifyDone(t('hooks.removed', { name }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('hooks.removeTitle', { name })}>
      <p>{t('hooks.removeText')}</p>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('hooks.keep')}</Button>
        <Button
          color="red"
          variant="filled"
          loading={remove.isPending}
          onClick={() => remove.mutate(hook.id, { onSuccess: done, onError: notifyProblem })}
        >
          {t('hooks.remove')}
        </Button>
      </Group>
    </Modal>
  );
}

const isolated = ({ name }: Hook) => `\u2068${name}\u2069`;
