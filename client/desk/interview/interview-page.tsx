import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../api.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { isolated } from '../inbox/isolated.ts';
import { AskedSurvey } from './asked-survey.tsx';
import { BeforeCall } from './before-call.tsx';
import { CustomerCard } from './customer-card.tsx';
import { useInterviewOf, type Interview, type Thanks } from './interview-data.ts';
import styles from './interview.module.css';
import { ScriptPane } from './script-pane.tsx';
import { Taken } from './taken.tsx';
import { useInterview } from './use-interview.ts';

/** What do I say, and what does she say? */
export function Component() {
  const { id = '' } = useParams();
  return <InterviewPage key={id} id={id} />;
}

function InterviewPage({ id }: { id: string }) {
  const [thanks, setThanks] = useState<Thanks | null>(null);
  const { t, ready } = useTranslation(['interview', 'calls', 'desk']);
  const { data, error, refetch } = useInterviewOf(id, { isTaken: thanks !== null });
  if (data && ready) return <InterviewScreen interview={data} thanks={thanks} onTaken={setThanks} />;
  if (error instanceof ApiProblem && error.status === 409) {
    return (
      <EmptyState
        title={t('over.title')}
        text={t('over.text')}
        action={<Link to="/calls">{t('backToCalls')}</Link>}
      />
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

interface Props {
  interview: Interview;
  /** Once it is taken: what the customer is told happens next. */
  thanks: Thanks | null;
  onTaken: (thanks: Thanks) => void;
}

function InterviewScreen({ interview, thanks, onTaken }: Props) {
  const { t } = useTranslation('interview');
  const { call } = interview;
  const asking = useInterview(interview);
  const [current, setCurrent] = useState<string | null>(null);
  const isNarrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false });
  const stage = thanks ? 'taken' : asking.hasBegun ? 'asking' : 'before';
  const question =
    asking.asked.find(({ question: one }) => one.name === current)?.question ?? asking.asked[0]?.question;
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Link to="/calls">{t('backToCalls')}</Link>
        <h1>{t('title', { name: isolated(call.customer.name) })}</h1>
      </header>
      <ScriptPane {...{ interview, asking, stage, thanks }} current={isNarrow ? null : (question ?? null)} />
      <div className={styles.work}>
        <CustomerCard call={call} />
        {stage === 'before' ? <BeforeCall call={call} /> : null}
        {stage === 'asking' ? (
          <AskedSurvey
            {...{ call, asking }}
            current={question?.name ?? null}
            onCurrent={setCurrent}
            hasProbes={isNarrow ?? false}
            onTaken={onTaken}
          />
        ) : null}
        {stage === 'taken' ? <Taken /> : null}
      </div>
    </div>
  );
}
