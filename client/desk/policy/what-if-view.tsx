import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { useFormat } from '../use-format.ts';
import type { WhatIf } from './policies-data.ts';
import styles from './policy.module.css';
import { useCostText, WhatIfSum } from './what-if-sum.tsx';

/** What a draft would have done, beside what was done. */
export function WhatIfView({ told }: { told: WhatIf }) {
  if (told.n === 0) return <WhatIfSum told={told} />;
  return (
    <div className={styles.tables}>
      <WhatIfSum told={told} />
      <Outcomes told={told} />
      <RuleCourses told={told} />
      <CostTable told={told} by="kind" />
      <CostTable told={told} by="month" />
      <Budgets told={told} />
      <Dearest told={told} />
    </div>
  );
}

type Told = { told: WhatIf };

function Outcomes({ told: { draft, real } }: Told) {
  const { t } = useTranslation('policies');
  const { number } = useFormat();
  const refusals = [
    ...new Set([...draft.outcomes.refused, ...real.outcomes.refused].map(({ code }) => code)),
  ];
  const of = ({ outcomes }: WhatIf['draft'], code: string) =>
    outcomes.refused.find((one) => one.code === code)?.n ?? 0;
  const named = (['compensated', 'held', 'apology', 'callOnly'] as const).map((key) => ({
    name: t(`whatIf.${key}`),
    draft: draft.outcomes[key],
    real: real.outcomes[key],
  }));
  const refused = refusals.map((code) => ({
    name: t(`whatIf.refused.${code}`),
    draft: of(draft, code),
    real: of(real, code),
  }));
  type Row = (typeof named)[number];
  const columns: Column<Row>[] = [
    { key: 'name', label: t('whatIf.outcome'), cell: ({ name }) => name },
    { key: 'draft', label: t('whatIf.draft'), isNumber: true, cell: (row) => number(row.draft) },
    { key: 'real', label: t('whatIf.real'), isNumber: true, cell: (row) => number(row.real) },
  ];
  return (
    <DataTable
      label={t('whatIf.outcome')}
      columns={columns}
      rows={[...named, ...refused]}
      rowKey={({ name }) => name}
      isWalked={false}
    />
  );
}

function RuleCourses({ told: { rules } }: Told) {
  const { t } = useTranslation('policies');
  const { number } = useFormat();
  const money = useCostText();
  const columns: Column<WhatIf['rules'][number]>[] = [
    { key: 'name', label: t('whatIf.byRule'), cell: nameOf },
    { key: 'fits', label: t('whatIf.fits'), isNumber: true, cell: ({ fits }) => number(fits) },
    { key: 'n', label: t('whatIf.given'), isNumber: true, cell: ({ n }) => number(n) },
    { key: 'money', label: t('whatIf.money'), isNumber: true, cell: (rule) => money(rule.money) || '–' },
  ];
  return (
    <DataTable
      label={t('whatIf.byRule')}
      columns={columns}
      rows={rules}
      rowKey={({ id }) => id}
      isWalked={false}
    />
  );
}

function CostTable({ told, by }: Told & { by: 'kind' | 'month' }) {
  const { t } = useTranslation('policies');
  const { monthAndYear } = useFormat();
  const money = useCostText();
  const named = { kind: (kind: string) => t(`kind.${kind}`), month: monthAndYear }[by];
  const all = [...told.draft.costs, ...told.real.costs].map((cost) => cost[by]);
  const spoken = new Set(all);
  const keys = by === 'month' ? told.months.toReversed().filter((one) => spoken.has(one)) : [...spoken];
  const columns: Column<string>[] = [
    { key: 'name', label: t(by === 'kind' ? 'whatIf.byKind' : 'whatIf.byMonth'), cell: named },
    ...(['draft', 'real'] as const).map((side) => ({
      key: side,
      label: t(`whatIf.${side}`),
      isNumber: true,
      cell: (key: string) => money(told[side].costs.filter((cost) => cost[by] === key)) || '–',
    })),
  ];
  return (
    <DataTable
      label={t(by === 'kind' ? 'whatIf.byKind' : 'whatIf.byMonth')}
      columns={columns}
      rows={keys}
      rowKey={(key) => key}
      isWalked={false}
    />
  );
}

function Budgets({ told: { budget, currency } }: Told) {
  const { t } = useTranslation('policies');
  const { monthAndYear, money } = useFormat();
  if (!budget) return null;
  type Row = (typeof budget)[number];
  const paid = (minor: number) => money(minor, currency);
  const columns: Column<Row>[] = [
    { key: 'month', label: t('whatIf.budgets'), cell: ({ month }) => monthAndYear(month) },
    { key: 'budget', label: t('whatIf.budget'), isNumber: true, cell: (row) => paid(row.budgetMinor) },
    { key: 'used', label: t('whatIf.used'), isNumber: true, cell: (row) => paid(row.usedMinor) },
    {
      key: 'left',
      label: t('whatIf.left'),
      isNumber: true,
      cell: (row) => paid(row.budgetMinor - row.usedMinor),
    },
  ];
  return (
    <div>
      <DataTable
        label={t('whatIf.budgets')}
        columns={columns}
        rows={budget.toReversed()}
        rowKey={({ month }) => month}
        isWalked={false}
      />
      <p className={styles.givenBack}>{t('whatIf.givenBack')}</p>
    </div>
  );
}

function Dearest({ told: { dearest } }: Told) {
  const { t } = useTranslation('policies');
  if (dearest.length === 0) return null;
  const columns: Column<Dear>[] = [
    { key: 'who', label: t('whatIf.dearest'), cell: customerOf },
    { key: 'rule', label: t('whatIf.rule'), cell: ruleOf },
    {
      key: 'draft',
      label: t('whatIf.draft'),
      isNumber: true,
      cell: costOf,
    },
    {
      key: 'real',
      label: t('whatIf.real'),
      isNumber: true,
      cell: reallyOf,
    },
  ];
  return (
    <DataTable
      label={t('whatIf.dearest')}
      columns={columns}
      rows={dearest}
      rowKey={({ caseId }) => caseId}
      rowTo={({ caseId }) => `/inbox/${caseId}`}
      isWalked={false}
    />
  );
}

type Dear = WhatIf['dearest'][number];
const nameOf = ({ name }: WhatIf['rules'][number]) => <bdi>{name}</bdi>;
const customerOf = ({ customerName }: Dear) => <bdi>{customerName}</bdi>;
const ruleOf = ({ rule }: Dear) => <bdi>{rule}</bdi>;
const costOf = ({ minor, currency }: Dear) => <Money amountMinor={minor} currency={currency} />;
const reallyOf = ({ really }: Dear) => (
  <Money amountMinor={really?.minor} currency={really?.currency ?? 'USD'} />
);
