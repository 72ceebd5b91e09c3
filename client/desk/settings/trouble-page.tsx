import { Button } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable, type Column } from '../components/data-table.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { useProgramName } from '../components/use-names.ts';
import { When } from '../components/when.tsx';
import { useLowPools, type LowPool } from '../programs/codes-data.ts';
import { useFormat } from '../use-format.ts';
import styles from './settings.module.css';
import { useRetry, useTroubles, type DeadJob, type FailedBatch } from './troubles.ts';

/** What gave up and waits for a person. */
export function TroublePage() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useTroubles();
  const pools = useLowPools().data?.pools ?? [];
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const { jobs, batches } = data;
  const count = jobs.length + batches.length;
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={count > 0 ? 'trouble.title' : pools.length > 0 ? 'trouble.codesOnly' : 'trouble.none'}
          count={count}
          components={{ em: <em /> }}
        />
      </PageTitle>
      {jobs.length > 0 ? (
        <Section title={t('trouble.jobs')}>
          <p className={styles.help}>{t('trouble.jobsHelp')}</p>
          <Jobs jobs={jobs} />
        </Section>
      ) : null}
      {batches.length > 0 ? (
        <Section title={t('trouble.batches')}>
          <p className={styles.help}>{t('trouble.batchesHelp')}</p>
          <Batches batches={batches} />
        </Section>
      ) : null}
      {pools.length > 0 ? (
        <Section title={t('trouble.codes')}>
          <p className={styles.help}>{t('trouble.codesHelp')}</p>
          <Pools pools={pools} />
        </Section>
      ) : null}
    </>
  );
}

function Jobs({ jobs }: { jobs: DeadJob[] }) {
  const { t } = useTranslation('settings');
  const columns: Column<DeadJob>[] = [
    { key: 'kind', label: t('trouble.kind'), cell: kindOf },
    { key: 'error', label: t('trouble.error'), cell: errorOf },
    { key: 'at', label: t('trouble.at'), isNumber: true, cell: endedOf },
    { key: 'retry', label: '', isNumber: true, cell: retryOf },
  ];
  return <DataTable label={t('trouble.jobs')} columns={columns} rows={jobs} rowKey={({ id }) => id} />;
}

function Batches({ batches }: { batches: FailedBatch[] }) {
  const { t } = useTranslation('settings');
  const columns: Column<FailedBatch>[] = [
    { key: 'wave', label: t('trouble.wave'), cell: waveOf },
    { key: 'mails', label: t('trouble.mails'), isNumber: true, cell: ({ mails }) => mails },
    { key: 'error', label: t('trouble.error'), cell: errorOf },
    { key: 'at', label: t('trouble.at'), isNumber: true, cell: endedOf },
  ];
  return <DataTable label={t('trouble.batches')} columns={columns} rows={batches} rowKey={({ id }) => id} />;
}

function Pools({ pools }: { pools: LowPool[] }) {
  const { t } = useTranslation('settings');
  const columns: Column<LowPool>[] = [
    { key: 'program', label: t('trouble.program'), cell: programOf },
    { key: 'left', label: t('trouble.codesLeft'), isNumber: true, cell: leftOf },
  ];
  return (
    <DataTable
      label={t('trouble.codes')}
      columns={columns}
      rows={pools}
      rowKey={({ programId }) => programId}
    />
  );
}

const kindOf = ({ kind }: DeadJob) => <code className={styles.code}>{kind}</code>;
const errorOf = ({ lastError }: Pick<DeadJob, 'lastError'>) => (
  <bdi className={styles.said} dir="auto">
    {lastError ?? '–'}
  </bdi>
);
const endedOf = ({ endedAt }: Pick<DeadJob, 'endedAt'>) => <When at={endedAt} />;
const retryOf = (job: DeadJob) => <Retry id={job.id} />;
const programOf = (pool: LowPool) => <ProgramLink pool={pool} />;
const leftOf = (pool: LowPool) => <LeftOf pool={pool} />;
const waveOf = (batch: FailedBatch) => <WaveLink waveId={batch.waveId} />;

function WaveLink({ waveId }: { waveId: string }) {
  const { t } = useTranslation('settings');
  return <Link to={`/programs/waves/${waveId}`}>{t('trouble.toWave')}</Link>;
}

function ProgramLink({ pool: { programId, name } }: { pool: LowPool }) {
  const programName = useProgramName();
  return (
    <Link to={`/programs/${programId}`}>
      <bdi>{programName({ id: programId, name })}</bdi>
    </Link>
  );
}

function LeftOf({ pool: { left, total } }: { pool: LowPool }) {
  const { t } = useTranslation('settings');
  const { number } = useFormat();
  return t('trouble.leftOf', { left: number(left), total: number(total) });
}

function Retry({ id }: { id: string }) {
  const { t } = useTranslation('settings');
  const retry = useRetry();
  const done = () => notifyDone(t('trouble.retried'));
  return (
    <Button
      size="compact-sm"
      loading={retry.isPending}
      onClick={() => retry.mutate(id, { onSuccess: done, onError: notifyProblem })}
    >
      {t('trouble.retry')}
    </Button>
  );
}
