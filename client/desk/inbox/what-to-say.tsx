import { useTranslation } from 'react-i18next';
import { startSmall } from '#client/locales/sentence.ts';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { isolated } from './isolated.ts';
import type { CasePage } from './inbox-data.ts';
import styles from './what-to-say.module.css';

const badlyHurtUpTo = 2;

/** The conversation in three steps (C5, C6); who was badly hurt and matters most hears from the head (C7). */
export function WhatToSay({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const label = useReasonLabel();
  const { case: c, offer, customer } = page;
  const { category, detail } = c;
  const wrong = category && startSmall(label(category, detail));
  const isForTheHead = c.tier === 'gold' && (c.score ?? badlyHurtUpTo + 1) <= badlyHurtUpTo;
  return (
    <Section title={t('say.title')}>
      <ul className={styles.say}>
        <li>{wrong ? t('say.listenTo', { wrong }) : t('say.listen')}</li>
        <li>{t('say.changed')}</li>
        <li>{offer && offer.status !== 'declined' ? t('say.offer') : t('say.apology')}</li>
        {isForTheHead ? <li>{t('say.head')}</li> : null}
        {customer.accountManager && category === 'service' ? (
          <li>{t('say.notManager', { name: isolated(customer.accountManager) })}</li>
        ) : null}
      </ul>
    </Section>
  );
}
