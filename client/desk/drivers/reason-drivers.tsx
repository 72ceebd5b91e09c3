import { useTranslation } from 'react-i18next';
import { ChartOrTable } from '../components/chart-or-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PullBars } from '../components/pull-bars.tsx';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { grouped, worthMost } from './driver.ts';
import { useDrivers, type DriverFigures, type DriversQuestion } from './drivers-data.ts';
import styles from './drivers.module.css';
import { ReasonDriverTable } from './reason-driver-table.tsx';
import { worthText } from './worth-text.ts';

type To = (place: { category: string; detail: string | null }) => string;

/** What moves NPS: each reason by how far those who named it pull the score. */
export function ReasonDrivers({ question, to }: { question: DriversQuestion; to: To }) {
  const { t, ready } = useTranslation(['drivers', 'desk']);
  const { data, error, refetch } = useDrivers(question);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!ready || !data) return null;
  if (!data.figures || data.figures.reasons.length === 0)
    return (
      <Section title={t('title')}>
        <p className="soft">{t('tooFew')}</p>
      </Section>
    );
  return <Drawn figures={data.figures} to={to} />;
}

function Drawn({ figures: { reasons, months }, to }: { figures: DriverFigures; to: To }) {
  const { t } = useTranslation(['drivers', 'desk']);
  const reasonLabel = useReasonLabel();
  const rows = grouped(reasons);
  const bars = rows.map(({ category, detail, pull, n, isInner }) => ({
    key: `${category}/${detail}`,
    label: reasonLabel(category, detail),
    to: to({ category, detail }),
    pull,
    n,
    isInner,
  }));
  return (
    <ChartOrTable
      title={t('title')}
      note={t('note')}
      table={<ReasonDriverTable rows={rows} months={months} />}
      chart={
        <>
          <PullBars bars={bars} />
          <Worth reasons={reasons} months={months} />
          <p className={styles.caveat}>{t('caveat')}</p>
        </>
      }
    />
  );
}

function Worth({ reasons, months }: Pick<DriverFigures, 'reasons' | 'months'>) {
  const { t } = useTranslation(['drivers', 'desk']);
  const format = useFormat();
  const reasonLabel = useReasonLabel();
  const worth = worthMost(reasons);
  if (worth.length === 0) return <p className={styles.caveat}>{t('nothingReal')}</p>;
  return (
    <ul className={styles.worth}>
      {worth.map((driver) => (
        <li key={`${driver.category}/${driver.detail}`}>
          <MarkedText text={worthText(driver, months, { t, format, reasonLabel })} />
        </li>
      ))}
    </ul>
  );
}
