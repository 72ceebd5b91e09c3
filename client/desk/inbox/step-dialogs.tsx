import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { useNow } from '../components/use-now.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { useColleagues, useSnoozeTimes } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import styles from './step-dialogs.module.css';
import { useManySteps, type CaseResult, type ManyStep } from './use-many-steps.ts';

/** Cases with the names of their customers. */
export type Chosen = { id: string; name: string }[];
type Props = { cases: Chosen; isOpen: boolean; onClose: () => void; onDone: () => void };

/** Gives the chosen cases to a colleague. */
export function AssignDialog({ cases, isOpen, onClose, onDone }: Props) {
  const { t } = useTranslation('inbox');
  const { actor } = useSession();
  const { data: colleagues } = useColleagues();
  const steps = useSteps({ cases, onClose, onDone });
  const sorted = colleagues?.toSorted((a, b) => Number(b.id === actor.id) - Number(a.id === actor.id));
  return (
    <Modal
      opened={isOpen}
      onClose={steps.close}
      title={t('assign.title', { count: cases.length })}
      size="sm"
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      {steps.refused.length > 0 ? <Refused cases={cases} results={steps.refused} /> : null}
      <ul className={styles.choices}>
        {(steps.refused.length > 0 ? [] : (sorted ?? [])).map(({ id, name, isAway }) => (
          <li key={id}>
            <Button
              fullWidth
              justify="space-between"
              variant="default"
              data-autofocus={id === actor.id || undefined}
              disabled={steps.isPending}
              rightSection={isAway ? t('assign.away') : id === actor.id ? t('owner.me') : null}
              onClick={() =>
                steps.take({ kind: 'assign', ownerId: id }, (count) =>
                  t('assign.done', { count, name: isolated(name) }),
                )
              }
            >
              <bdi>{name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

const times = ['later', 'nextDay', 'nextWeek'] as const;

/** Puts the chosen cases out of sight for a while, or brings them back. */
export function SnoozeDialog({ cases, isOpen, onClose, onDone }: Props) {
  const { t } = useTranslation('inbox');
  const { data } = useSnoozeTimes(isOpen);
  const { instant } = useFormat();
  const now = useNow();
  const steps = useSteps({ cases, onClose, onDone });
  return (
    <Modal
      opened={isOpen}
      onClose={steps.close}
      title={t('snooze.title', { count: cases.length })}
      size="sm"
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <p className={styles.help}>{t('snooze.help')}</p>
      {steps.refused.length > 0 ? <Refused cases={cases} results={steps.refused} /> : null}
      {data ? null : <LoadingShape />}
      <ul className={styles.choices}>
        {(data && steps.refused.length === 0 ? times : []).map((time) => {
          const until = data?.[time] ?? '';
          return (
            <li key={time}>
              <Button
                fullWidth
                justify="space-between"
                variant="default"
                data-autofocus={time === 'later' || undefined}
                disabled={steps.isPending}
                rightSection={<small>{instant(new Date(until), now)}</small>}
                onClick={() => steps.take({ kind: 'snooze', until }, (count) => t('snooze.done', { count }))}
              >
                {t(`snooze.${time}`)}
              </Button>
            </li>
          );
        })}
        {steps.refused.length > 0 ? null : (
          <li>
            <Button
              fullWidth
              variant="subtle"
              disabled={steps.isPending}
              onClick={() => steps.take({ kind: 'wake' }, (count) => t('snooze.woken', { count }))}
            >
              {t('snooze.wake')}
            </Button>
          </li>
        )}
      </ul>
    </Modal>
  );
}

/** Takes the step; stays open to tell which cases refused it and why. */
function useSteps({ cases, onClose, onDone }: Omit<Props, 'isOpen'>) {
  const many = useManySteps();
  const [refused, setRefused] = useState<CaseResult[]>([]);
  const close = () => {
    setRefused([]);
    onClose();
  };
  const take = (step: ManyStep, done: (count: number) => string) =>
    many.mutate(
      { caseIds: cases.map(({ id }) => id), step },
      {
        onSuccess: (results) => {
          const wrong = results.filter((result) => result.refused);
          setRefused(wrong);
          if (results.length > wrong.length) notifyDone(done(results.length - wrong.length));
          if (wrong.length === 0) onClose();
          onDone();
        },
        onError: notifyProblem,
      },
    );
  return { take, refused, close, isPending: many.isPending };
}

function Refused({ cases, results }: { cases: Chosen; results: CaseResult[] }) {
  const { t, i18n } = useTranslation('inbox');
  const textOf = ({ refused }: CaseResult) => {
    const code = refused?.fields.refusal ?? '';
    return i18n.exists(`inbox:refusal.${code}`) ? t(`refusal.${code}`) : t('many.failed');
  };
  return (
    <ul className={styles.refused} role="alert">
      {results.map((result) => (
        <li key={result.caseId}>
          <b>
            <bdi>{cases.find(({ id }) => id === result.caseId)?.name}</bdi>
          </b>
          <span>{textOf(result)}</span>
        </li>
      ))}
    </ul>
  );
}
