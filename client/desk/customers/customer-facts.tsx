import type { InferResponseType } from 'hono/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { api } from '../api.ts';
import { Money } from '../components/money.tsx';
import { Day } from '../components/when.tsx';
import { useDepartmentLabel } from '../departments.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import styles from './customers.module.css';

export type Customer = InferResponseType<(typeof api.api.customers)[':id']['$get']>;

/** What is kept of a customer, beside what happened. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t, i18n } = useTranslation('customers');
  const { company } = useSession();
  const departmentLabel = useDepartmentLabel();
  const { department } = customer;
  const currency = customer.currency ?? company.currency;
  const facts: [string, ReactNode][] = [
    [t('column.externalId'), <bdi key="id">{customer.externalId}</bdi>],
    [t('column.email'), <Email key="email" email={customer.email} />],
    [t('fact.language'), languageName(customer.locale, i18n.language)],
    [
      t('fact.accountManager'),
      customer.accountManager ? <bdi key="manager">{customer.accountManager}</bdi> : '–',
    ],
    [t('fact.department'), department ? <bdi key="department">{departmentLabel(department)}</bdi> : '–'],
    [
      t('fact.totalRevenue'),
      <Money key="total" amountMinor={customer.totalRevenueMinor} currency={currency} />,
    ],
    [
      t('fact.monthlyRevenue'),
      <Money key="month" amountMinor={customer.monthlyRevenueMinor} currency={currency} />,
    ],
    [t('fact.ordered'), <Ordered key="orders" ordered={customer.ordered} />],
    [t('column.lastOrder'), <Day key="last" on={customer.lastOrderOn} />],
    ...Object.entries(customer.attributes).map(([name, text]): [string, ReactNode] => [
      name,
      <bdi key={name}>{text}</bdi>,
    ]),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <FactRow key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>{value}</dd>
    </>
  );
}

function Email({ email }: { email: string | null }) {
  return email ? <bdi>{email}</bdi> : '–';
}

function Ordered({ ordered }: Pick<Customer, 'ordered'>) {
  const { number } = useFormat();
  if (ordered.length === 0) return '–';
  return ordered.map(({ currency, count, amountMinor }) => (
    <div key={currency}>
      {number(count)} · <Money amountMinor={amountMinor} currency={currency} />
    </div>
  ));
}

function languageName(locale: string | null, reader: string): string {
  if (!locale) return '–';
  return new Intl.DisplayNames(reader, { type: 'language' }).of(locale) ?? locale;
}
