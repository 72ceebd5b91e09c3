import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { notifyDone } from '../components/notify.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import { useOutcome } from '../interview/interview-data.ts';
import type { Call } from './calls-data.ts';
import styles from './calls.module.css';
import { WhoCalls } from './who-calls.tsx';

/** Who makes the call, and the way to it; what can be said of it without its script is one click. */
export function CallActions({ call }: { call: Call }) {
  return (
    <>
      <WhoCalls call={call} />
      {call.mayCall ? <Actions call={call} /> : null}
    </>
  );
}

function Actions({ call: { id, underWay } }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { mutate: keep, isPending } = useOutcome(id, ({ next }) => notifyDone(t(`kept.${next}`)));
  if (underWay) return <UnderWay id={id} underWay={underWay} />;
  return (
    <div className={styles.actions}>
      <Button component={Link} to={`/calls/${id}/interview`} variant="filled">
        {t('call')}
      </Button>
      <Button disabled={isPending} onClick={() => keep({ outcome: 'not-reached' })}>
        {t('notReached')}
      </Button>
      <Button variant="subtle" disabled={isPending} onClick={() => keep({ outcome: 'declined' })}>
        {t('declined')}
      </Button>
    </div>
  );
}

function UnderWay({ id, underWay }: { id: string; underWay: NonNullable<Call['underWay']> }) {
  const { t } = useTranslation('calls');
  const { weekdayAndTime } = useFormat();
  const when = isolated(weekdayAndTime(new Date(underWay.since)));
  return (
    <div className={styles.actions}>
      <Button component={Link} to={`/calls/${id}/interview`} variant={underWay.isYou ? 'filled' : 'default'}>
        {t('goOn')}
      </Button>
      <span className={styles.soft}>
        {underWay.isYou
          ? t('underWay.you', { when })
          : t('underWay.other', { name: isolated(underWay.name), when })}
      </span>
    </div>
  );
}
