import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { Money } from '../components/money.tsx';
import { Day } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import styles from './customer-pane.module.css';
import { HeldPoints } from './held-points.tsx';
import type { CasePage } from './inbox-data.ts';
import { StoryLine } from './story.tsx';

/** Who the customer is to us, and everything that happened between us. */
export function CustomerPane({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { customer } = page;
  return (
    <aside className={styles.pane} aria-label={t('customer.label')}>
      <h2 className={styles.name}>
        <Link to={`/customers/${customer.id}`}>
          <bdi>{customer.name}</bdi>
        </Link>
      </h2>
      <Facts customer={customer} />
      <h3 className={styles.heading}>{t('customer.story')}</h3>
      <StoryLine page={page} />
    </aside>
  );
}

type Customer = CasePage['customer'];

function Facts({ customer }: { customer: Customer }) {
  const { t } = useTranslation('inbox');
  const { number } = useFormat();
  const { currency, compensatedLastYear, balance } = customer;
  const inCurrency = (amountMinor: number | null): ReactNode =>
    amountMinor === null || !currency ? null : (
      <Money amountMinor={amountMinor} currency={currency} isWhole />
    );
  const facts: Record<string, ReactNode> = {
    total: inCurrency(customer.totalRevenueMinor),
    monthly: inCurrency(customer.monthlyRevenueMinor),
    rhythm: customer.usualGapDays && t('customer.days', { count: customer.usualGapDays }),
    lastOrder: customer.lastOrderOn && <Day on={customer.lastOrderOn} />,
    compensated: moneyList(compensatedLastYear) ?? t('customer.nothing'),
    credit: moneyList(balance.credit.map((one) => ({ ...one, amountMinor: one.balanceMinor }))),
    points: balance.points.points > 0 && <HeldPoints points={balance.points} />,
    earlierCases: customer.earlierCases > 0 && number(customer.earlierCases),
    accountManager: customer.accountManager && <bdi>{customer.accountManager}</bdi>,
    email: customer.email && <bdi className={styles.address}>{customer.email}</bdi>,
    language: customer.locale && languageNames[nearestLanguage(customer.locale)],
  };
  return (
    <dl className={styles.facts}>
      {Object.entries(facts)
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`customer.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function moneyList(amounts: { amountMinor: number; currency: string }[]): ReactNode {
  if (amounts.length === 0) return null;
  return amounts.map((amount) => (
    <span key={amount.currency} className={styles.amount}>
      <Money {...amount} />
    </span>
  ));
}
