import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isolated } from '../inbox/isolated.ts';
import { WhoCalls } from '../programs/who-calls.tsx';
import { useFormat } from '../use-format.ts';
import { BreakOff } from './break-off.tsx';
import { useTakeover, type InterviewCall } from './interview-data.ts';
import styles from './interview.module.css';
import { useEnding } from './use-ending.ts';

/** Before the talk: whether this person may have it, and then how the call went. */
export function BeforeCall({ call }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const { weekdayAndTime } = useFormat();
  if (!call.mayCall) {
    return (
      <div className={styles.notice}>
        <WhoCalls call={call} />
      </div>
    );
  }
  if (call.underWay) return <AtIt call={call} />;
  if (!call.isDue) {
    const when = isolated(weekdayAndTime(new Date(call.dueAt)));
    return <p className={styles.notice}>{t(call.isAgreed ? 'notDue.agreed' : 'notDue.usual', { when })}</p>;
  }
  return (
    <div className={styles.notice}>
      <p>{t('before')}</p>
      <Steps call={call} />
    </div>
  );
}

function Steps({ call }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const { end, isPending } = useEnding(call.id);
  return (
    <div className={styles.steps}>
      <Button
        variant="filled"
        data-autofocus
        disabled={isPending}
        onClick={() => end({ outcome: 'reached' })}
      >
        {t('outcome.reached')}
      </Button>
      <Button disabled={isPending} onClick={() => end({ outcome: 'not-reached' })}>
        {t('outcome.notReached')}
      </Button>
      <BreakOff call={call} />
    </div>
  );
}

/** A colleague is at this interview; whoever comes second may go on with it, knowing so. */
function AtIt({ call }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const { weekdayAndTime } = useFormat();
  const { mutate, isPending } = useTakeover(call.id);
  const { underWay } = call;
  if (!underWay) return null;
  const facts = {
    name: isolated(underWay.name),
    when: isolated(weekdayAndTime(new Date(underWay.since))),
  };
  return (
    <div className={styles.notice}>
      <p>{t('atIt.text', facts)}</p>
      <Button disabled={isPending} onClick={() => mutate()}>
        {t('atIt.takeOver')}
      </Button>
    </div>
  );
}
