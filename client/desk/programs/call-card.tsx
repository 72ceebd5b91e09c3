import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { TierTag } from '../components/tier-tag.tsx';
import { useProgramName } from '../components/use-names.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Verbatim } from '../components/verbatim.tsx';
import { When } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import { CallActions } from './call-actions.tsx';
import type { Call } from './calls-data.ts';
import styles from './calls.module.css';

/** One customer to call: who she is, why she left, what she said before, and how the call went. */
export function CallCard({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { number } = useFormat();
  const { customer, tries } = call;
  const programName = useProgramName();
  return (
    <li className={styles.call}>
      <div className={styles.head}>
        <h3>
          <Link to={`/customers/${customer.id}`}>
            <bdi>{customer.name}</bdi>
          </Link>
        </h3>
        <TierTag tier={customer.tier} />
        <span className={styles.soft}>
          {programName(call.program)} · <When at={call.dueAt} />
        </span>
        {tries > 0 && !call.underWay ? (
          <span className={styles.soft}>{t('tries', { count: tries, n: number(tries) })}</span>
        ) : null}
      </div>
      {call.isAgreed ? <p className={styles.soft}>{t('agreed')}</p> : null}
      <Facts call={call} />
      <EarlierAnswers call={call} />
      {call.isDue || call.underWay ? <CallActions call={call} /> : null}
    </li>
  );
}

function Facts({ call: { customer, departure } }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { money, day } = useFormat();
  const label = useReasonLabel();
  const minor = departure?.monthlyRevenueMinor ?? customer.monthlyRevenueMinor;
  const currency = departure?.currency ?? customer.currency;
  return (
    <div className={styles.facts}>
      {customer.phone ? (
        <a className={styles.phone} href={`tel:${customer.phone.replaceAll(/[^+\d]/g, '')}`}>
          <bdi dir="ltr">{customer.phone}</bdi>
        </a>
      ) : (
        <span className={styles.soft}>{t('noPhone')}</span>
      )}
      {minor && currency ? <span>{t('worth', { amount: money(minor, currency, true) })}</span> : null}
      {departure ? (
        <span>
          {t('left', { day: day(departure.departedOn) })} · {label(departure.category, departure.detail)}
        </span>
      ) : null}
      {departure && departure.reasonText !== departure.detail ? (
        <span>
          {t('inWords')}: <bdi>{departure.reasonText}</bdi>
        </span>
      ) : null}
      {customer.accountManager ? (
        <span className={styles.soft}>
          {t('manager')}: <bdi>{customer.accountManager}</bdi>
        </span>
      ) : null}
    </div>
  );
}

function EarlierAnswers({ call: { answers } }: { call: Call }) {
  const { t } = useTranslation('calls');
  const { number } = useFormat();
  if (answers.length === 0) return <p className={styles.soft}>{t('noAnswers')}</p>;
  return (
    <details className={styles.answers}>
      <summary>{t('answers')}</summary>
      {answers.map(({ id, at, nps, words }) => (
        <div key={id}>
          <p className={styles.soft}>
            <When at={at} />
            {nps === null ? null : ` · ${t('score', { score: number(nps) })}`}
          </p>
          {words ? <Verbatim text={words} /> : null}
        </div>
      ))}
    </details>
  );
}
