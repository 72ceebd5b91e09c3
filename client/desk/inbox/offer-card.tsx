import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startLarge } from '#client/locales/sentence.ts';
import { Money } from '../components/money.tsx';
import { notifyRefusal } from '../components/notify.tsx';
import { When } from '../components/when.tsx';
import { TakeBack } from '../grants/take-back.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import { useWhy } from '../use-why.ts';
import { AmountDialog } from './amount-dialog.tsx';
import { isolated } from './isolated.ts';
import type { CasePage, Offer } from './inbox-data.ts';
import styles from './offer-card.module.css';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

/** What is offered, and why it is fair: reckoned on the order that went wrong (C2). */
export function OfferCard({ offer, page }: { offer: Offer; page: CasePage }) {
  const { t } = useTranslation(['inbox', 'grants']);
  const why = useWhy();
  const reasons = offer.why.filter(({ code }) => code !== 'needs-approval');
  return (
    <section className={styles.offer} data-status={offer.status} aria-label={t('offer.label')}>
      <WhatIsOffered offer={offer} />
      <p className={styles.why}>{reasons.map(why).join(' · ')}</p>
      {offer.held && offer.status === 'proposed' ? (
        <p className={styles.held}>
          {t('grants:offer.held')} {offer.held.map(why).join(' · ')}
        </p>
      ) : null}
      {offer.status === 'proposed' ? (
        <OfferButtons offer={offer} page={page} />
      ) : (
        <OfferState offer={offer} />
      )}
    </section>
  );
}

function WhatIsOffered({ offer: { kind, amountMinor, currency, details } }: { offer: Offer }) {
  const { t } = useTranslation('grants');
  const detail = details.what ?? details.leader;
  return (
    <>
      <p className={styles.amount}>
        {amountMinor > 0 ? (
          <>
            <Money amountMinor={amountMinor} currency={currency} />{' '}
            {kind === 'points' ? null : <small>{t(`kind.${kind}`)}</small>}
          </>
        ) : (
          startLarge(t(`kind.${kind}`))
        )}
      </p>
      {detail ? <bdi className={styles.detail}>{detail}</bdi> : null}
    </>
  );
}

function OfferState({ offer }: { offer: Offer }) {
  const { t } = useTranslation(['inbox', 'grants']);
  const { money } = useFormat();
  const isOnAccount = ['account-credit', 'points'].includes(offer.kind);
  const status =
    offer.status === 'issued' && !isOnAccount ? t('grants:offer.given') : t(`offer.status.${offer.status}`);
  const what =
    offer.amountMinor > 0 ? money(offer.amountMinor, offer.currency) : t(`grants:kind.${offer.kind}`);
  return (
    <p className={styles.state}>
      <strong>{status}</strong>{' '}
      {offer.decision?.by ? (
        <>
          {t('offer.by', { name: isolated(offer.decision.by) })} · <When at={offer.decision.at} />
        </>
      ) : null}{' '}
      <TakeBack grant={offer} what={what} />
    </p>
  );
}

function OfferButtons({ offer, page }: { offer: Offer; page: CasePage }) {
  const { t } = useTranslation(['inbox', 'grants']);
  const { money } = useFormat();
  const { actor } = useSession();
  const [isChanging, setChanging] = useState(false);
  const step = useCaseStep();
  const refusalText = useRefusalText();
  const onError = (error: unknown) => notifyRefusal(refusalText(error));
  const amount =
    offer.amountMinor > 0
      ? money(offer.amountMinor, offer.currency)
      : startLarge(t(`grants:kind.${offer.kind}`));
  const least = leastApprover(offer);
  const mayApprove = isAtLeast(actor.role, least);
  const approve = () =>
    step.mutate(
      {
        path: `/api/grants/${offer.id}/approval`,
        body: {},
        done: t('offer.approved', { amount, name: isolated(page.customer.name) }),
      },
      { onError },
    );
  const decline = () =>
    step.mutate(
      { path: `/api/grants/${offer.id}/refusal`, body: {}, done: t('offer.declined') },
      { onError },
    );
  useShortcuts([
    { keys: 'o', label: t('offer.approve'), run: () => mayApprove && !step.isPending && approve() },
  ]);
  return (
    <div className={styles.buttons}>
      {mayApprove ? (
        <Button variant="filled" onClick={approve} loading={step.isPending} rightSection={<kbd>O</kbd>}>
          {t('offer.approve')}
        </Button>
      ) : (
        <p className={styles.needs}>
          {t(least === 'admin' ? 'grants:offer.needsAdmin' : 'grants:offer.needsManager')}
        </p>
      )}
      {mayApprove && offer.amountMinor > 0 ? (
        <Button onClick={() => setChanging(true)}>{t('offer.change')}</Button>
      ) : null}
      <Button onClick={decline} disabled={step.isPending}>
        {t('offer.decline')}
      </Button>
      <AmountDialog offer={offer} page={page} isOpen={isChanging} onClose={() => setChanging(false)} />
    </div>
  );
}

/** What a guard holds is for a manager, whatever the rule says. */
const leastApprover = ({ approval, held }: Offer) => (held && approval === 'agent' ? 'manager' : approval);
