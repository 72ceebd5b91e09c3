import { Button, Progress as ProgressBar } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { Figure, Figures } from '../components/figure.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import { ImportProblems } from './import-problems.tsx';
import { checkFile, importFile, type Plan, type Progress, type Report } from './send-file.ts';
import styles from './import.module.css';

type Props = { plan: Plan; file: File; onAnother: () => void };

/** The whole file is checked; then, by one more press, it is stored. */
export function ImportRun({ plan, file, onAnother }: Props) {
  const { t } = useTranslation('customers');
  const check = useQuery({
    queryKey: ['import-check', plan, file.name, file.size, file.lastModified],
    queryFn: () => checkFile(plan, file),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (check.isError) return <ErrorState error={check.error} onRetry={() => void check.refetch()} />;
  if (check.isPending) return <output className={styles.note}>{t('importing.checking')}</output>;
  if (check.data.problemCount > 0) return <ImportProblems report={check.data} />;
  return <Storing plan={plan} file={file} checked={check.data} onAnother={onAnother} />;
}

function Storing({ plan, file, checked, onAnother }: Props & { checked: Report }) {
  const { t } = useTranslation('customers');
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const storing = useMutation({
    mutationFn: () => importFile(plan, file, setProgress),
    onSettled: () => queries.invalidateQueries({ queryKey: ['customers'] }),
  });
  if (storing.isError)
    return <ErrorState error={storing.error} kept={t('importing.cutOff')} onRetry={() => storing.mutate()} />;
  if (storing.data?.problemCount) return <ImportProblems report={storing.data} />;
  if (storing.data) return <Stored report={storing.data} onAnother={onAnother} />;
  if (storing.isSuccess) return <p role="alert">{t('importing.cutOff')}</p>;
  return (
    <Section title={t('importing.checked')}>
      <Counts report={checked} />
      {storing.isPending ? (
        <Storage progress={progress} rows={checked.rows} />
      ) : (
        <Button variant="filled" className={styles.go} onClick={() => storing.mutate()}>
          {t('importing.go')}
        </Button>
      )}
    </Section>
  );
}

function Storage({ progress, rows }: { progress: Progress | null; rows: number }) {
  const { t } = useTranslation('customers');
  const { number } = useFormat();
  const stored = progress?.phase === 'storing' ? progress.rows : 0;
  const text = t('importing.storing', { rows: number(stored), of: number(rows) });
  return (
    <div className={styles.go}>
      <ProgressBar value={rows === 0 ? 100 : (stored / rows) * 100} aria-label={text} />
      <output className={styles.note}>{text}</output>
    </div>
  );
}

function Stored({ report, onAnother }: { report: Report; onAnother: () => void }) {
  const { t } = useTranslation('customers');
  return (
    <Section title={t('importing.done')}>
      <Counts report={report} />
      <div className={styles.after}>
        <Button component={Link} to="/customers" variant="filled">
          {t('importing.toCustomers')}
        </Button>
        <Button onClick={onAnother}>{t('importing.another')}</Button>
      </div>
    </Section>
  );
}

function Counts({ report }: { report: Report }) {
  const { t } = useTranslation('customers');
  const { number } = useFormat();
  return (
    <Figures>
      {(['rows', 'created', 'changed', 'unchanged'] as const).map((count) => (
        <Figure key={count} label={t(`count.${count}`)} value={number(report[count])} />
      ))}
    </Figures>
  );
}
