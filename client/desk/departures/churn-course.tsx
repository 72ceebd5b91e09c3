import { useTranslation } from 'react-i18next';
import { LineWithBand } from '../components/line-with-band.tsx';
import { linePoints } from '../overview/courses.tsx';
import type { DepartureFigures } from './departures-data.ts';

/** The churn rate of each month, before what even good companies lose in a month. */
export function ChurnCourse({ figures: { byMonth, usualInMonth } }: { figures: DepartureFigures }) {
  const { t } = useTranslation('departures');
  return (
    <LineWithBand
      title={t('course.title')}
      note={t('course.note')}
      points={linePoints(byMonth)}
      unit="fine-share"
      usual={{ ...usualInMonth, label: t('course.usual') }}
    />
  );
}
