import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { useCallOutcome, type Call, type CallOutcome } from './calls-data.ts';
import styles from './calls.module.css';

/** How the call went, in one click. Who was reached is interviewed in a tab of its own. */
export function CallActions({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { keep, isPending } = useKeep(call);
  if (!call.mayCall) return <p className={styles.notYou}>{t('notYou')}</p>;
  if (call.status === 'reached') {
    return (
      <div className={styles.actions}>
        <Button variant="filled" disabled={isPending} onClick={() => keep('reached')}>
          {t('open')}
        </Button>
        <span className={styles.soft}>{t('inInterview')}</span>
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <Button variant="filled" disabled={isPending} onClick={() => keep('reached')}>
        {t('reached')}
      </Button>
      <Button disabled={isPending} onClick={() => keep('not-reached')}>
        {t('notReached')}
      </Button>
      <Button variant="subtle" disabled={isPending} onClick={() => keep('declined')}>
        {t('declined')}
      </Button>
    </div>
  );
}

function useKeep({ id }: Call) {
  const { t } = useTranslation('calls');
  const { mutate, isPending } = useCallOutcome(id);
  const keep = (outcome: CallOutcome) => {
    // A tab that opens after the answer has come would be kept back by the browser.
    const tab = outcome === 'reached' ? window.open('', '_blank') : null;
    mutate(outcome, {
      onSuccess: ({ next, surveyUrl }) => {
        if (surveyUrl) (tab ?? window).location.assign(surveyUrl);
        notifyDone(t(`kept.${next}`));
      },
      onError: () => tab?.close(),
    });
  };
  return { keep, isPending };
}
