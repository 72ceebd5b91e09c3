import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { useColleagues } from '../inbox/inbox-data.ts';
import { useRules, useSaveRules, type Rule } from './answering-data.ts';
import { AnsweringFrame } from './answering-frame.tsx';
import styles from './answering.module.css';
import { AssignmentPreview } from './assignment-preview.tsx';
import { RuleFields } from './rule-fields.tsx';

/** Who answers whom: the company's rules, in order, and who would answer by them. */
export function AssignmentPage() {
  const rules = useRules();
  const colleagues = useColleagues();
  const error = rules.error ?? colleagues.error;
  if (error) return <ErrorState error={error} onRetry={() => void rules.refetch()} />;
  if (!rules.data || !colleagues.data) return <LoadingShape />;
  return <RuleEditor key={JSON.stringify(rules.data)} saved={rules.data} />;
}

function RuleEditor({ saved }: { saved: Rule[] }) {
  const { t } = useTranslation('answering');
  const [rules, setRules] = useState(saved);
  const isWhole = rules.every(({ staffIds }) => staffIds.length > 0);
  return (
    <>
      <AnsweringFrame
        of="assignment"
        rows={rules}
        saved={saved}
        saving={useSaveRules()}
        unfinished={isWhole ? null : t('assignment.unfinished')}
      >
        <ol className={styles.rules}>
          {rules.map((rule, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a rule is known by its place
            <li key={at}>
              <RuleFields
                rule={rule}
                place={at + 1}
                onChange={(next) => setRules(rules.with(at, next))}
                steps={<RuleSteps rules={rules} at={at} onChange={setRules} />}
              />
            </li>
          ))}
        </ol>
        <Button
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setRules([...rules, { test: {}, staffIds: [] }])}
        >
          {t('assignment.add')}
        </Button>
      </AnsweringFrame>
      <Section title={t('preview.title')}>
        <AssignmentPreview rules={rules} />
      </Section>
    </>
  );
}

function RuleSteps({
  rules,
  at,
  onChange,
}: {
  rules: Rule[];
  at: number;
  onChange: (rules: Rule[]) => void;
}) {
  const { t } = useTranslation('answering');
  const moved = (to: number) => {
    const rule = rules[at];
    if (rule) onChange(rules.toSpliced(at, 1).toSpliced(to, 0, rule));
  };
  const steps = [
    { label: t('assignment.up'), icon: IconArrowUp, isOff: at === 0, run: () => moved(at - 1) },
    {
      label: t('assignment.down'),
      icon: IconArrowDown,
      isOff: at === rules.length - 1,
      run: () => moved(at + 1),
    },
    {
      label: t('assignment.remove'),
      icon: IconX,
      isOff: false,
      run: () => onChange(rules.toSpliced(at, 1)),
    },
  ];
  return steps.map(({ label, icon: Icon, isOff, run }) => (
    <ActionIcon key={label} variant="subtle" color="gray" aria-label={label} disabled={isOff} onClick={run}>
      <Icon size={16} />
    </ActionIcon>
  ));
}
