import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../components/money.tsx';
import { When } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import { useWhy } from '../use-why.ts';
import { AmountDialog } from './amount-dialog.tsx';
import { isolated } from './isolated.ts';
import type { CasePage, Offer } from './inbox-data.ts';
import { notifyRefusal } from '../components/notify.tsx';
import styles from './offer-card.module.css';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

/** What is offered, and why it is fair: reckoned on the order that went wrong (C2). */
export function OfferCard({ offer, page }: { offer: Offer; page: CasePage }) {
  const { t } = useTranslation('inbox');
  const why = useWhy();
  const reasons = offer.why.filter(({ code }) => code !== 'needs-approval');
  return (
    <section className={styles.offer} data-status={offer.status} aria-label={t('offer.label')}>
      <p className={styles.amount}>
        <Money amountMinor={offer.amountMinor} currency={offer.currency} />{' '}
        <small>{t('offer.asCredit')}</small>
      </p>
      <p className={styles.why}>{reasons.map(why).join(' · ')}</p>
      {offer.status === 'proposed' ? (
        <OfferButtons offer={offer} page={page} />
      ) : (
        <OfferState offer={offer} />
      )}
    </section>
  );
}

function OfferState({ offer }: { offer: Offer }) {
  const { t } = useTranslation('inbox');
  return (
    <p className={styles.state}>
      <strong>{t(`offer.status.${offer.status}`)}</strong>{' '}
      {offer.decision?.by ? (
        <>
          {t('offer.by', { name: isolated(offer.decision.by) })} · <When at={offer.decision.at} />
        </>
      ) : null}
    </p>
  );
}

function OfferButtons({ offer, page }: { offer: Offer; page: CasePage }) {
  const { t } = useTranslation('inbox');
  const { money } = useFormat();
  const [isChanging, setChanging] = useState(false);
  const step = useCaseStep();
  const refusalText = useRefusalText();
  const onError = (error: unknown) => notifyRefusal(refusalText(error));
  const amount = money(offer.amountMinor, offer.currency);
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
  useShortcuts([{ keys: 'o', label: t('offer.approve'), run: () => !step.isPending && approve() }]);
  return (
    <div className={styles.buttons}>
      <Button variant="filled" onClick={approve} loading={step.isPending} rightSection={<kbd>O</kbd>}>
        {t('offer.approve')}
      </Button>
      <Button onClick={() => setChanging(true)}>{t('offer.change')}</Button>
      <Button onClick={decline} disabled={step.isPending}>
        {t('offer.decline')}
      </Button>
      <AmountDialog offer={offer} page={page} isOpen={isChanging} onClose={() => setChanging(false)} />
    </div>
  );
}
