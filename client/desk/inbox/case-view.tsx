import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedBy } from '../components/asked-by.tsx';
import { Verbatim } from '../components/verbatim.tsx';
import { ProposeGrant } from '../grants/propose-grant.tsx';
import { useWhy } from '../use-why.ts';
import { CallWish } from './call-wish.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseHead } from './case-head.tsx';
import styles from './case-view.module.css';
import type { CasePage } from './inbox-data.ts';
import { GivenAnswers } from './given-answers.tsx';
import { OfferCard } from './offer-card.tsx';
import { ResolvedBanner } from './resolved-banner.tsx';
import { quotedSpans } from './quoted-spans.ts';
import { WhatToSay } from './what-to-say.tsx';

export function CaseView({ page }: { page: CasePage }) {
  const { case: c, response } = page;
  const asked = response.askedBy ? <AskedBy name={response.askedBy} /> : null;
  const isOver = c.status === 'resolved';
  return (
    <article className={styles.case}>
      <CaseHead page={page} />
      <CallWish callback={page.callback} />
      {response.verbatim ? (
        <Verbatim
          isLarge
          text={response.verbatim}
          language={response.locale}
          highlights={quotedSpans(response.verbatim, response.reasons)}
          meta={asked}
        />
      ) : (
        <NoWords asked={asked} />
      )}
      <GivenAnswers answers={response.answers} />
      {isOver ? <ResolvedBanner page={page} /> : null}
      {page.offer ? <OfferCard offer={page.offer} page={page} /> : <NoOffer page={page} />}
      {isOver || page.offer?.status === 'proposed' ? null : <ProposeGrant page={page} />}
      {isOver ? null : <WhatToSay page={page} />}
      <CaseActions page={page} />
    </article>
  );
}

function NoWords({ asked }: { asked: ReactNode }) {
  const { t } = useTranslation('inbox');
  return (
    <p className={styles.quiet}>
      {t('noWords')} {asked}
    </p>
  );
}

/** Why nothing is offered: an apology alone, and what it is that decided so. */
function NoOffer({ page }: { page: CasePage }) {
  const { t } = useTranslation('inbox');
  const why = useWhy();
  const [reason] = page.case.why.filter(({ code }) => code.startsWith('no-compensation'));
  return <p className={styles.quiet}>{reason ? why(reason) : t('offer.none')}</p>;
}
