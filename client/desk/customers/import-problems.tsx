import { useTranslation } from 'react-i18next';
import { DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import type { Report } from './send-file.ts';
import { useProblemSentence } from './use-problem-sentence.ts';
import styles from './import.module.css';

const shown = 200;

/** Every problem with its line, before anything is stored. */
export function ImportProblems({ report }: { report: Report }) {
  const { t } = useTranslation('customers');
  const { number } = useFormat();
  const sentence = useProblemSentence();
  const problems = report.problems.slice(0, shown).map((problem, at) => ({ ...problem, at }));
  const more = report.problemCount - problems.length;
  return (
    <div role="alert">
      <Section title={t('importing.problems', { n: number(report.problemCount) })}>
        <p className={styles.note}>{t('importing.mend')}</p>
        <DataTable
          label={t('importing.problems', { n: number(report.problemCount) })}
          rows={problems}
          rowKey={({ at }) => String(at)}
          columns={[
            { key: 'line', label: t('importing.line'), cell: ({ line }) => number(line) },
            { key: 'column', label: t('importing.column'), cell: ({ column }) => column ?? '–' },
            { key: 'problem', label: t('importing.problem'), cell: (problem) => sentence(problem) },
          ]}
        />
        {more > 0 ? <p className={styles.note}>{t('importing.more', { n: number(more) })}</p> : null}
      </Section>
    </div>
  );
}
