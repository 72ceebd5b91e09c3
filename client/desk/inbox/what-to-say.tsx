import { useTranslation } from 'react-i18next';
import { languageNames } from '#client/locales/languages.ts';
import styles from './case-panel.module.css';
import { isolated } from './isolated.ts';
import type { CasePage } from './inbox-data.ts';

const badlyHurtUpTo = 2;

/** The conversation step by step (C5, C6), to be read out in the customer's language, with the agent's below it. */
export function WhatToSay({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const { language, steps } = page.guide;
  const isForeign = steps.some(({ yours }) => yours !== null);
  return (
    <section className={styles.panel} aria-label={t('guide.title')}>
      <div className={styles.heading}>
        <h2>{t('guide.title')}</h2>
        {isForeign ? <small>{t('guide.inLanguage', { language: languageNames[language] })}</small> : null}
      </div>
      <ol className={styles.steps}>
        {steps.map(({ step, text, yours }) => (
          <li key={step}>
            <span className={styles.step}>{t(`guide.step.${step}`)}</span>
            <blockquote lang={language} dir="auto">
              {text}
            </blockquote>
            {yours === null ? null : <p className={styles.yours}>{yours}</p>}
          </li>
        ))}
      </ol>
      <Tips page={page} />
    </section>
  );
}

/** Who was badly hurt and matters most hears from the head (C7); who is complained about does not call (B7). */
function Tips({ page: { case: c, customer } }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const isForTheHead = c.tier === 'gold' && (c.score ?? badlyHurtUpTo + 1) <= badlyHurtUpTo;
  const isAboutManager = customer.accountManager !== null && c.category === 'service';
  if (!isForTheHead && !isAboutManager) return null;
  return (
    <ul className={styles.tips}>
      {isForTheHead ? <li>{t('guide.head')}</li> : null}
      {isAboutManager ? (
        <li>{t('guide.notManager', { name: isolated(customer.accountManager ?? '') })}</li>
      ) : null}
    </ul>
  );
}
