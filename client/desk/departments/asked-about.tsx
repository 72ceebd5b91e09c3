import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ChartOrTable } from '../components/chart-or-table.tsx';
import { useIsClosed } from '../components/way.tsx';
import { IntervalBar } from '../components/interval-bar.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import styles from './asked-about.module.css';
import { AskedTable } from './asked-table.tsx';
import type { AskedFigure } from './departments-data.ts';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { Moved } from './moved.tsx';

type Props = {
  asked: AskedFigure[];
  nameOf: (code: string) => string;
  toOf: (code: string) => string | null;
};

/** What customers say of a department when they are asked about it: the share that gives 4 or 5 of 5. */
export function AskedAbout({ asked, nameOf, toOf }: Props) {
  const isClosed = useIsClosed();
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  if (asked.length === 0)
    return (
      <Section title={t('asked.title')}>
        <p className="soft">
          {t('asked.none')} {isClosed ? null : <Link to="/surveys">{t('asked.toSurveys')}</Link>}
        </p>
      </Section>
    );
  const rows = asked.toSorted((a, b) => (a.csat.value ?? 2) - (b.csat.value ?? 2));
  return (
    <ChartOrTable
      title={t('asked.title')}
      note={t('asked.note')}
      table={<AskedTable asked={rows} nameOf={nameOf} />}
      chart={
        <ul className={styles.bars}>
          {rows.map((row) => (
            <li key={row.code}>
              <AskedBar row={row} name={nameOf(row.code)} to={toOf(row.code)} />
            </li>
          ))}
        </ul>
      }
    />
  );
}

function AskedBar({
  row: { csat, change },
  name,
  to,
}: {
  row: AskedFigure;
  name: string;
  to: string | null;
}) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const { number, percent } = useFormat();
  const whyMissing = useWhyMissing();
  const { value, n, interval } = csat;
  return (
    <>
      <span className={styles.head}>
        {to ? (
          <Link to={to} title={t('asked.why')}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi>{name}</bdi>
        )}
        {value === null ? (
          <small>{whyMissing(csat)}</small>
        ) : (
          <span>
            <b>{percent(value)}</b> <small>{t('desk:figure.n', { n: number(Number(n)) })}</small>{' '}
            {change?.isReal ? (
              <Moved change={change} tell={(size) => number(Math.round(size * 100))} />
            ) : null}
          </span>
        )}
      </span>
      {value === null ? null : <IntervalBar share={value} low={interval?.low} high={interval?.high} />}
    </>
  );
}
