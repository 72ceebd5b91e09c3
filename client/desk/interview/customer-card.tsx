import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { Money } from '../components/money.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Verbatim } from '../components/verbatim.tsx';
import { Day, When } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import styles from './interview.module.css';
import type { InterviewCall } from './interview-data.ts';

/** Who is on the line: what she is to us, why she left as it stands on record, and what she said before. */
export function CustomerCard({ call }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const { customer } = call;
  return (
    <section className={styles.card} aria-label={t('customer.label')}>
      <div className={styles.cardHead}>
        <h2>
          <Link to={`/customers/${customer.id}`}>
            <bdi>{customer.name}</bdi>
          </Link>
        </h2>
        <TierTag tier={customer.tier} />
        {customer.phone ? (
          <a className={styles.phone} href={`tel:${customer.phone.replaceAll(/[^+\d]/g, '')}`}>
            <bdi dir="ltr">{customer.phone}</bdi>
          </a>
        ) : (
          <span className={styles.soft}>{t('customer.noPhone')}</span>
        )}
      </div>
      <Facts call={call} />
      <Earlier call={call} />
    </section>
  );
}

function Facts({ call: { customer, departure, locale } }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const label = useReasonLabel();
  const minor = departure?.monthlyRevenueMinor ?? customer.monthlyRevenueMinor;
  const currency = departure?.currency ?? customer.currency;
  const reason = departure && label(departure.category, departure.detail);
  const facts = {
    language: languageNames[nearestLanguage(locale)],
    since: customer.since && <Day on={customer.since} />,
    value: minor && currency && <Money amountMinor={minor} currency={currency} isWhole />,
    left: departure && <Day on={departure.departedOn} />,
    reason: reason && (
      <>
        {reason}
        {departure.reasonText === departure.detail ? null : (
          <span className={styles.recorded} dir="auto">
            {departure.reasonText}
          </span>
        )}
      </>
    ),
    manager: customer.accountManager && <bdi>{customer.accountManager}</bdi>,
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

function Earlier({ call: { answers } }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const { number } = useFormat();
  if (answers.length === 0) return <p className={styles.soft}>{t('customer.neverAnswered')}</p>;
  return (
    <details className={styles.earlier}>
      <summary>{t('customer.earlier', { count: answers.length, n: number(answers.length) })}</summary>
      {answers.map(({ id, at, nps, words }) => (
        <div key={id}>
          <p className={styles.soft}>
            <When at={at} />
            {nps === null ? null : ` · ${t('customer.score', { score: number(nps) })}`}
          </p>
          {words ? <Verbatim text={words} /> : null}
        </div>
      ))}
    </details>
  );
}
