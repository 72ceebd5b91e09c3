import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePrograms } from '../programs/programs-data.ts';
import { MoneyField, NumberField } from './number-field.tsx';
import type { Guards, PolicyDocument } from './policies-data.ts';
import styles from './policy.module.css';
import { useSpeech } from './use-speech.ts';

type Props = {
  document: PolicyDocument;
  onChange: (document: PolicyDocument) => void;
  problemAt: (path: string) => string | null;
};

/** What bounds every rule: budgets, caps, what is held for a person, what points are worth, and the trial. */
export function GuardFields({ document, onChange, problemAt }: Props) {
  const { t } = useTranslation('policies');
  const { guards, points, holdoutPercent } = document;
  const change = (some: Partial<Guards>) => onChange({ ...document, guards: { ...guards, ...some } });
  const error = (name: string) => problemAt(`guards.${name}`);
  const none = t('guards.no');
  const { capPerCustomer: cap, run } = guards;
  return (
    <div className={styles.fields}>
      <MoneyField
        label={t('guards.budget')}
        placeholder={none}
        error={error('budgetPerMonthMinor')}
        value={guards.budgetPerMonthMinor}
        onChange={(minor) => change({ budgetPerMonthMinor: minor })}
      />
      <ProgramBudgets guards={guards} change={change} />
      <MoneyField
        label={t('guards.cap')}
        placeholder={none}
        error={error('capPerCustomer.amountMinor') ?? error('capPerCustomer')}
        value={cap?.amountMinor}
        onChange={(minor) =>
          change({
            capPerCustomer: minor === null ? null : { amountMinor: minor, months: cap?.months ?? 12 },
          })
        }
      />
      <NumberField
        label={t('guards.capMonths')}
        disabled={cap === null}
        error={error('capPerCustomer.months')}
        value={cap?.months}
        onChange={(months) => change({ capPerCustomer: cap && { ...cap, months: months ?? 0 } })}
      />
      <NumberField
        label={t('guards.cooldown')}
        error={error('cooldownDays')}
        value={guards.cooldownDays}
        onChange={(days) => change({ cooldownDays: days ?? 0 })}
      />
      <NumberField
        label={t('guards.capOrder')}
        rightSection="%"
        error={error('capPercentOfOrder')}
        value={guards.capPercentOfOrder}
        onChange={(percent) => change({ capPercentOfOrder: percent ?? 0 })}
      />
      <NumberField
        label={t('guards.runAnswers')}
        placeholder={none}
        error={error('run.answers') ?? error('run')}
        value={run?.answers}
        onChange={(answers) => change({ run: answers === null ? null : { answers, hours: run?.hours ?? 1 } })}
      />
      <NumberField
        label={t('guards.runHours')}
        disabled={run === null}
        error={error('run.hours')}
        value={run?.hours}
        onChange={(hours) => change({ run: run && { ...run, hours: hours ?? 0 } })}
      />
      <MoneyField
        label={t('guards.second')}
        placeholder={none}
        error={error('secondPersonAboveMinor')}
        value={guards.secondPersonAboveMinor}
        onChange={(minor) => change({ secondPersonAboveMinor: minor })}
      />
      <NumberField
        label={t('guards.proposalDays')}
        error={error('proposalDays')}
        value={guards.proposalDays}
        onChange={(days) => change({ proposalDays: days ?? 0 })}
      />
      <NumberField
        label={t('guards.holdout')}
        rightSection="%"
        error={problemAt('holdoutPercent')}
        value={holdoutPercent}
        onChange={(percent) => onChange({ ...document, holdoutPercent: percent ?? 0 })}
      />
      <MoneyField
        label={t('guards.worth')}
        placeholder={none}
        error={problemAt('points.hundredWorthMinor')}
        value={points.hundredWorthMinor}
        onChange={(minor) => onChange({ ...document, points: { ...points, hundredWorthMinor: minor } })}
      />
      <NumberField
        label={t('guards.leastToRedeem')}
        error={problemAt('points.leastToRedeem')}
        value={points.leastToRedeem}
        onChange={(least) => onChange({ ...document, points: { ...points, leastToRedeem: least ?? 0 } })}
      />
      <Switch
        className={styles.wide}
        label={t('guards.duplicates')}
        checked={guards.holdsDuplicates}
        onChange={({ currentTarget }) => change({ holdsDuplicates: currentTarget.checked })}
      />
    </div>
  );
}

function ProgramBudgets({ guards, change }: { guards: Guards; change: (some: Partial<Guards>) => void }) {
  const { t } = useTranslation('policies');
  const { data: programs } = usePrograms();
  const { nameOf } = useSpeech();
  const budgets = guards.budgetPerProgramMinor;
  const live = programs?.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id) ?? [];
  return [...new Set([...live, ...Object.keys(budgets)])].map((id) => (
    <MoneyField
      key={id}
      label={t('guards.programBudget', { program: nameOf('programs', id) })}
      placeholder={t('guards.no')}
      value={budgets[id]}
      onChange={(minor) => {
        const { [id]: _, ...others } = budgets;
        change({ budgetPerProgramMinor: minor === null ? others : { ...others, [id]: minor } });
      }}
    />
  ));
}
