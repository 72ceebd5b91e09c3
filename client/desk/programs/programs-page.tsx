import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useFormat } from '../use-format.ts';
import { ProgramSection } from './program-section.tsx';
import { usePrograms, type Program } from './programs-data.ts';

/** Who is asked, when, and how is it going? */
export function Component() {
  const { data, error, refetch } = usePrograms();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  return (
    <>
      <PageTitle>
        <NextWave programs={data.programs} />
      </PageTitle>
      {data.programs.map((program) => (
        <ProgramSection key={program.id} program={program} />
      ))}
    </>
  );
}

function NextWave({ programs }: { programs: Program[] }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  const [next] = programs.flatMap(({ nextOpensAt }) => nextOpensAt ?? []).sort();
  return <MarkedText text={next ? t('title.next', { day: dayOf(new Date(next)) }) : t('title.paused')} />;
}
