import { useTranslation } from 'react-i18next';
import { ChartOrTable } from '../components/chart-or-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PlainTable } from '../components/plain-table.tsx';
import { PullBars, usePoints } from '../components/pull-bars.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import { useDrivers, type DepartmentDriver, type DriversQuestion } from './drivers-data.ts';
import styles from './drivers.module.css';
import { departmentWorthText } from './worth-text.ts';

type Props = { question: DriversQuestion; nameOf: (code: string) => string };

/** What moves NPS: each department by how far those it has not satisfied pull the score. */
export function DepartmentDrivers({ question, nameOf }: Props) {
  const { data, error, refetch } = useDrivers(question);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <div />;
  return <DepartmentPulls drivers={data.figures?.departments ?? []} nameOf={nameOf} />;
}

type Drawn = { drivers: DepartmentDriver[]; nameOf: (code: string) => string };

/** The same of figures that are there already. */
export function DepartmentPulls({ drivers, nameOf }: Drawn) {
  const { t, ready } = useTranslation(['drivers', 'desk']);
  if (!ready) return <div />;
  if (drivers.length === 0)
    return (
      <Section title={t('title')}>
        <p className="soft">{t('tooFewDepartments')}</p>
      </Section>
    );
  return (
    <ChartOrTable
      title={t('title')}
      note={t('note')}
      table={<Table drivers={drivers} nameOf={nameOf} />}
      chart={<Chart drivers={drivers} nameOf={nameOf} />}
    />
  );
}

function Chart({ drivers, nameOf }: Drawn) {
  const { t } = useTranslation(['drivers', 'desk']);
  const format = useFormat();
  const bars = drivers.map(({ code, pull, n }) => ({ key: code, label: nameOf(code), pull, n }));
  const [heaviest] = drivers;
  const isReal = heaviest?.pull.isReal && heaviest.pull.value < 0;
  return (
    <>
      <PullBars bars={bars} />
      {heaviest && isReal ? (
        <ul className={styles.worth}>
          <li>
            <MarkedText text={departmentWorthText(heaviest, nameOf(heaviest.code), { t, format })} />
          </li>
        </ul>
      ) : null}
      <p className={styles.caveat}>
        {t('dissatisfied')} {t('caveat')}
      </p>
    </>
  );
}

function Table({ drivers, nameOf }: Drawn) {
  const { t } = useTranslation(['drivers', 'desk']);
  const { number } = useFormat();
  const { signed } = usePoints();
  return (
    <PlainTable
      caption={t('title')}
      heads={[
        t('column.department'),
        t('column.points'),
        t('desk:chart.between'),
        t('column.dissatisfied'),
        t('column.asked'),
      ]}
      rows={drivers.map(({ code, pull, n, asked }) => ({
        key: code,
        name: <bdi>{nameOf(code)}</bdi>,
        cells: [
          signed(pull.value),
          t('desk:chart.range', { low: signed(pull.interval.low), high: signed(pull.interval.high) }),
          number(n),
          number(asked),
        ],
      }))}
    />
  );
}
