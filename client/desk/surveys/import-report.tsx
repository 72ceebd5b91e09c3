import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import type { SurveyDocument } from './document-tree.ts';
import styles from './import-report.module.css';
import { ProblemList } from './problem-list.tsx';
import { usePlaceName } from './problems-menu.tsx';
import { reportOn, type SurveyKind } from './surveys-data.ts';
import { useLatest } from './use-latest.ts';

const waitMs = 200;
const severities = ['wrong', 'unserved', 'advice'] as const;

/** What of a pasted document is asked, what is only kept, and where. */
export function ImportReport({ document, kind }: { document: SurveyDocument; kind: SurveyKind }) {
  const { t } = useTranslation('surveys');
  const placeName = usePlaceName();
  const { data, error } = useLatest(document, (signal) => reportOn({ document, kind }, signal), waitMs);
  if (error) return <ErrorState error={error} />;
  if (!data) return <LoadingShape shape="list" rows={3} />;
  const { counts, problems } = data;
  return (
    <section className={styles.report} aria-label={t('import.label')}>
      <p className={styles.sum}>
        {t('import.served', { served: counts.served, questions: counts.questions })}{' '}
        {counts.unserved > 0 ? t('import.kept') : null}
      </p>
      {severities.map((severity) => {
        const here = problems.filter((problem) => problem.severity === severity);
        return here.length === 0 ? null : (
          <details key={severity} open={severity !== 'advice'}>
            <summary>{t(`import.${severity}`, { count: here.length })}</summary>
            <ProblemList problems={here} label={t(`severity.${severity}`)} placeOf={placeName} />
          </details>
        );
      })}
    </section>
  );
}
