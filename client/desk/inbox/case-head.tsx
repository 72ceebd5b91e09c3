import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Clock } from '../components/clock.tsx';
import { Money } from '../components/money.tsx';
import { Tag } from '../components/tag.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import styles from './case-head.module.css';
import { isolated } from './isolated.ts';
import type { CasePage } from './inbox-data.ts';
import { OwnerMenu } from './owner-menu.tsx';

const best = { nps: 10, csat: 5, ces: 7 } as const;

/** Who is unhappy, about what, on which order, by when she is to hear from us, and from whom. */
export function CaseHead({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const { case: c, customer } = page;
  const name = isolated(customer.name);
  return (
    <header className={styles.head}>
      <Link className={styles.back} to={{ pathname: '/inbox', search: params.toString() }}>
        <IconArrowLeft size={18} className="mirrored" aria-hidden /> {t('title')}
      </Link>
      <h2 className={styles.title}>
        {t(`head.${headOf(c)}`, { name, score: c.score, max: best[c.scoreMeasure ?? 'nps'] })}
      </h2>
      <div className={styles.facts}>
        <TierTag tier={c.tier} />
        <Changed page={page} />
        <Again page={page} />
        <OrderFact page={page} />
      </div>
      <div className={styles.facts}>
        <Due page={page} />
        <OwnerMenu page={page} />
      </div>
    </header>
  );
}

function headOf({ score, why }: CasePage['case']): 'called' | 'named' | 'scored' {
  if (why.some(({ code }) => code === 'asked-for-call')) return 'called';
  return score === null ? 'named' : 'scored';
}

/** The case keeps the score it was opened for; she may have thought better of it, or worse. */
function Changed({ page: { case: c, response } }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  if (response.version === 1 || response.score === null || response.score === c.score) return null;
  return <Tag>{t('head.changed', { score: response.score, max: best[c.scoreMeasure ?? 'nps'] })}</Tag>;
}

/** It came back, or was never put right; and what she said when she was asked. */
function Again({ page: { case: c } }: { page: CasePage }) {
  const { t } = useTranslation('case');
  if (c.reopenings === 0) return null;
  return (
    <>
      <Tag tone="bad">{t('case:again', { count: c.reopenings })}</Tag>
      {c.followUp && c.followUp !== 'put-right' ? <Tag>{t(`case:followUp.${c.followUp}`)}</Tag> : null}
    </>
  );
}

function OrderFact({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { order } = page;
  if (!order) return null;
  return (
    <span>
      {t('head.order')} <bdi>{order.externalId}</bdi> · <Money {...order} />
    </span>
  );
}

function Due({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { case: c } = page;
  if (c.status === 'resolved') return <Tag tone="good">{t('status.resolved')}</Tag>;
  const due = { open: c.firstContactDueAt, contacted: c.resolutionDueAt }[c.status];
  return (
    <span className={styles.due}>
      {t(`head.due.${c.status}`)} <Clock dueAt={due} />
    </span>
  );
}
