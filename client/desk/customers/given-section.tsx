import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { startLarge } from '#client/locales/sentence.ts';
import { api, read } from '../api.ts';
import { Money } from '../components/money.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import { When } from '../components/when.tsx';
import { TakeBack } from '../grants/take-back.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import type { Customer } from './customer-facts.tsx';
import { ExchangePoints } from './exchange-points.tsx';
import styles from './given.module.css';

type Given = InferResponseType<(typeof api.api.customers)[':id']['grants']['$get']>;
type Grant = Given['grants'][number];

/** What the customer may spend, and all that she was given. */
export function GivenSection({ customer }: { customer: Customer }) {
  const { t } = useTranslation('grants');
  const { id } = customer;
  const { data } = useQuery({
    queryKey: ['customers', id, 'grants'],
    queryFn: () => read(api.api.customers[':id'].grants.$get({ param: { id } })),
  });
  if (!data) return null;
  return (
    <Section title={t('given.title')}>
      <Balance balance={data.balance} customer={customer} />
      {data.grants.length === 0 ? <p className="soft">{t('given.empty')}</p> : null}
      <ul className={styles.given} aria-label={t('given.list')}>
        {data.grants.map((grant) => (
          <GivenRow key={grant.id} grant={grant} />
        ))}
      </ul>
    </Section>
  );
}

type BalanceProps = { balance: Given['balance']; customer: Customer };

function Balance({ balance: { credit, points }, customer }: BalanceProps) {
  const { t } = useTranslation('grants');
  const { money } = useFormat();
  const hasPoints = points.points > 0 || points.worth !== null;
  return (
    <dl className={styles.balance}>
      <dt>{t('given.credit')}</dt>
      <dd>
        {credit.length === 0
          ? t('given.none')
          : credit.map(({ currency, balanceMinor }) => (
              <b key={currency}>
                <Money amountMinor={balanceMinor} currency={currency} />
              </b>
            ))}
      </dd>
      {hasPoints ? (
        <>
          <dt>{t('given.points')}</dt>
          <dd>
            <b>{money(points.points, 'PTS')}</b>
            {points.worth && points.points > 0 ? (
              <span className="soft">
                {t('given.worth', { amount: money(points.worth.amountMinor, points.worth.currency) })}
              </span>
            ) : null}
            {points.worth && points.leastToRedeem > points.points ? (
              <span className="soft">{t('given.least', { least: money(points.leastToRedeem, 'PTS') })}</span>
            ) : null}
            <ExchangePoints points={points} customer={customer} />
          </dd>
        </>
      ) : null}
    </dl>
  );
}

const tones = {
  issued: 'good',
  redeemed: 'good',
  declined: 'plain',
  expired: 'plain',
  reversed: 'bad',
} as const;

function GivenRow({ grant }: { grant: Grant }) {
  const { t } = useTranslation('grants');
  const { money, dayOf } = useFormat();
  const { kind, amountMinor, currency, status, details } = grant;
  const name = startLarge(t(`kind.${kind}`));
  const amount = amountMinor > 0 ? money(amountMinor, currency) : null;
  const detail = details.what ?? details.leader;
  const what = kind === 'points' && amount ? amount : [name, amount].filter(Boolean).join(' · ');
  return (
    <li>
      <div className={styles.head}>
        {grant.caseId ? <Link to={`/inbox/${grant.caseId}`}>{what}</Link> : <span>{what}</span>}
        <Tag tone={tones[status as keyof typeof tones] ?? 'plain'}>{t(`status.${status}`)}</Tag>
      </div>
      {detail ? <bdi>{detail}</bdi> : null}
      <div className={styles.facts}>
        <When at={grant.issuedAt ?? grant.proposedAt} />
        {grant.role === 'reward' ? <span>{t('given.thanks')}</span> : null}
        {grant.leftMinor !== null && grant.leftMinor !== amountMinor ? (
          <span>{t('given.left', { amount: money(grant.leftMinor, currency) })}</span>
        ) : null}
        {grant.validUntil ? (
          <span>
            {t('given.until')} {dayOf(new Date(grant.validUntil))}
          </span>
        ) : null}
        <Handed grant={grant} />
        <TakeBack grant={grant} what={what} />
      </div>
      <Code grant={grant} />
      {grant.reversalReason ? (
        <p className={styles.facts}>
          <bdi>{grant.reversalReason}</bdi>
          {grant.reversedBy ? <bdi>{grant.reversedBy}</bdi> : null}
        </p>
      ) : null}
    </li>
  );
}

function Handed({ grant: { fulfilment, status } }: { grant: Grant }) {
  const { t } = useTranslation('grants');
  if (!fulfilment || fulfilment.way === 'mail') return null;
  if (fulfilment.state === 'done') return <span>{t('given.handedOver')}</span>;
  return status === 'issued' ? <span>{t('given.waits')}</span> : null;
}

function Code({ grant: { voucher } }: { grant: Grant }) {
  const { t } = useTranslation('grants');
  if (!voucher?.code) return null;
  return (
    <p className={styles.facts}>
      <span>{t('given.code')}</span>
      <code dir="ltr">{voucher.code}</code>
      {voucher.redeemedFor ? (
        <span>{t('given.usedFor', { order: isolated(voucher.redeemedFor) })}</span>
      ) : null}
    </p>
  );
}
