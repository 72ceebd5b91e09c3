import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useProgramName } from '../components/use-names.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { ProgramEditor } from './program-editor.tsx';
import { useProgram, type Program } from './programs-data.ts';

/** What is asked, whom, when and how: everything of a program that can be changed. */
export function Component() {
  const { id = '' } = useParams();
  const { actor } = useSession();
  const { data, error, refetch } = useProgram(id);
  if (!isAtLeast(actor.role, 'manager')) return <Navigate to={`/programs/${id}`} replace />;
  if (data) return <EditPage program={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function EditPage({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const programName = useProgramName();
  return (
    <>
      <PageTitle above={<Link to={`/programs/${program.id}`}>{programName(program)}</Link>}>
        {t('editor.title')}
      </PageTitle>
      <ProgramEditor key={program.id} program={program} />
    </>
  );
}
