import { useParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { SurveyEditor } from './survey-editor.tsx';
import { useSurvey } from './surveys-data.ts';

/** Writing one survey. */
export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useSurvey(id);
  if (data) return <SurveyEditor key={id} survey={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}
