import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyProblem, notifyRefusal } from '../components/notify.tsx';
import { UnsavedGuard } from '../components/unsaved-guard.tsx';
import { AskedQuestion } from './asked-question.tsx';
import { BreakOff } from './break-off.tsx';
import { dropDraft } from './draft.ts';
import { useTakeInterview, type InterviewCall, type Thanks } from './interview-data.ts';
import styles from './interview.module.css';
import { focusQuestion } from './question-keys.ts';
import type { Asking } from './use-interview.ts';
import { useSaving } from './use-saving.ts';

interface Props {
  call: InterviewCall;
  asking: Asking;
  current: string | null;
  onCurrent: (question: string) => void;
  hasProbes: boolean;
  onTaken: (thanks: Thanks) => void;
}

/** The customer's own survey, put to her question by question, and what ends it. */
export function AskedSurvey({ call, asking, current, onCurrent, hasProbes, onTaken }: Props) {
  const { t } = useTranslation('interview');
  const { asked } = asking;
  const finish = useRef<HTMLButtonElement>(null);
  const saving = useSaving(call.id, asking);
  const take = useFinish(call.id, asking, onTaken);
  const start = useEffectEvent(() => focusQuestion(asked[0]?.question.name ?? ''));
  useEffect(() => start(), []);
  const goOnFrom = (at: number) => {
    const name = asked[at]?.question.name;
    if (name) asking.look(name);
    const next = asked[at + 1]?.question.name;
    if (next) focusQuestion(next);
    else finish.current?.focus();
  };
  return (
    <div className={styles.survey}>
      <UnsavedGuard
        isDirty={Object.keys(asking.answers).length > 0 && !take.isSuccess}
        title={t('leaving.title')}
        text={t(saving === 'offline' ? 'leaving.offline' : 'leaving.text')}
      />
      <p className={styles.keys}>{t('keys')}</p>
      {asked.map(({ question }, at) => (
        <AskedQuestion
          key={question.name}
          {...{ question, asking, hasProbes }}
          number={at + 1}
          isCurrent={question.name === current}
          onEnter={() => onCurrent(question.name)}
          onDone={() => goOnFrom(at)}
        />
      ))}
      <div className={styles.bar}>
        <output>{t(`saving.${saving}`)}</output>
        <BreakOff call={call} />
        <Button ref={finish} variant="filled" loading={take.isPending} onClick={take.finish}>
          {t('finish')}
        </Button>
      </div>
    </div>
  );
}

function useFinish(id: string, { answers, language, lookAtAll }: Asking, onTaken: (thanks: Thanks) => void) {
  const { t } = useTranslation('interview');
  const { mutate, isPending, isSuccess } = useTakeInterview(id);
  const finish = () => {
    const wrong = lookAtAll();
    if (wrong) return focusQuestion(wrong);
    mutate(
      { answers, language },
      {
        onSuccess: ({ thanks }) => {
          dropDraft(id);
          onTaken(thanks);
        },
        onError: (error) =>
          error instanceof ApiProblem && error.status === 0
            ? notifyRefusal(t('notSent'))
            : notifyProblem(error),
      },
    );
  };
  return { finish, isPending, isSuccess };
}
