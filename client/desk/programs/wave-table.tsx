import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { IntervalBar } from '../components/interval-bar.tsx';
import { useFormat } from '../use-format.ts';
import { isGoingOut, type WaveSummary } from './programs-data.ts';
import styles from './wave-table.module.css';

/** The last waves of a program, newest first; each leads to its own page. */
export function WaveTable({ waves }: { waves: WaveSummary[] }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  if (waves.length === 0) return <EmptyState title={t('waves.none')} text={t('waves.noneText')} />;
  const columns: Column<WaveSummary>[] = [
    { key: 'month', label: t('waves.month'), cell: nameOf },
    { key: 'state', label: t('waves.state'), cell: stateOf },
    { key: 'asked', label: t('waves.asked'), isNumber: true, cell: ({ funnel }) => number(funnel.queued) },
    {
      key: 'skipped',
      label: t('waves.skipped'),
      isNumber: true,
      cell: ({ funnel }) => number(funnel.skipped),
    },
    {
      key: 'answered',
      label: t('waves.answered'),
      isNumber: true,
      cell: ({ funnel }) => number(funnel.completed),
    },
    { key: 'rate', label: t('waves.rate'), isNumber: true, cell: rateOf },
  ];
  return (
    <DataTable
      label={t('waves.label')}
      columns={columns}
      rows={waves}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/programs/waves/${id}`}
    />
  );
}

const nameOf = (wave: WaveSummary) => <WaveName wave={wave} />;
const stateOf = (wave: WaveSummary) => <WaveState wave={wave} />;
const rateOf = ({ rate }: WaveSummary) => <RateBar rate={rate} />;

function WaveName({ wave: { month, run } }: { wave: WaveSummary }) {
  const { t } = useTranslation('programs');
  const { monthAndYear } = useFormat();
  return (
    <>
      {monthAndYear(month)} {run > 1 ? <small className={styles.run}>{t('waves.run', { run })}</small> : null}
    </>
  );
}

function WaveState({ wave }: { wave: WaveSummary }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  if (wave.closedAt) return t('waves.closed');
  if (isGoingOut(wave)) return t('waves.preparing');
  return t('waves.open', { day: dayOf(new Date(wave.closesAt)) });
}

/** A response rate with its interval drawn and its n beside it. */
export function RateBar({ rate: { value, interval, n } }: { rate: WaveSummary['rate'] }) {
  const { t } = useTranslation('programs');
  const { percent, number } = useFormat();
  if (value === null) return '–';
  return (
    <span className={styles.rate}>
      <span className={styles.bar}>
        <IntervalBar share={value} low={interval?.low} high={interval?.high} />
      </span>
      <span className={styles.words}>
        <b>{percent(value)}</b> <small>{t('desk:figure.n', { n: number(n) })}</small>
      </span>
    </span>
  );
}
