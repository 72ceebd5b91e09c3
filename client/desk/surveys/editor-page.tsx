import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSurveyName } from '../components/use-names.ts';
import styles from './editor.module.css';
import { SurveyEditor } from './survey-editor.tsx';
import { unarchiveSurvey, useSurvey, useSurveyStep, type SurveyDetails } from './surveys-data.ts';

/** Writing one survey. */
export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useSurvey(id);
  if (data && data.archivedAt !== null) return <Archived survey={data} />;
  if (data) return <SurveyEditor key={id} survey={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

/** What is archived is not changed until it is brought back. */
function Archived({ survey }: { survey: SurveyDetails }) {
  const { t } = useTranslation('surveys');
  const nameOf = useSurveyName();
  const back = useSurveyStep(unarchiveSurvey);
  return (
    <div className={styles.archived}>
      <PageTitle above={<Link to="/surveys">{t('back')}</Link>}>{nameOf(survey)}</PageTitle>
      <EmptyState
        title={t('archived.title')}
        text={t('archived.text')}
        action={
          <Button loading={back.isPending} onClick={() => back.mutate(survey.id)}>
            {t('archived.back')}
          </Button>
        }
      />
    </div>
  );
}
