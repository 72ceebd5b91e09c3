import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { markedReason } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { When } from '../components/when.tsx';
import type { CasePage } from './inbox-data.ts';
import { ReopenDialog } from './paste-dialog.tsx';
import styles from './resolved-banner.module.css';

/** How the case ended, and what was behind it. */
export function ResolvedBanner({ page }: { page: CasePage }) {
  const { t } = useTranslation(['inbox', 'case']);
  const { outcome, rootCause, rootCauseReason, resolvedAt, followUp, followedUpAt } = page.case;
  const [isOpening, setOpening] = useState(false);
  const label = useReasonLabel();
  const reason = markedReason(rootCauseReason);
  const isHeard = followUp && followedUpAt && resolvedAt && followedUpAt > resolvedAt;
  return (
    <section className={styles.banner}>
      <p>
        <strong>{outcome ? t(`outcome.${outcome}`) : t('status.resolved')}</strong> · <When at={resolvedAt} />
      </p>
      {rootCause ? (
        <p>
          {t('resolve.rootCause')}: <bdi>{rootCause}</bdi>
          {reason ? ` · ${label(reason.category, reason.detail)}` : null}
        </p>
      ) : null}
      {isHeard ? <p>{t(`case:followUp.${followUp}`)}</p> : null}
      <Button size="compact-sm" mt={8} onClick={() => setOpening(true)}>
        {t('case:reopen.do')}
      </Button>
      <ReopenDialog page={page} isOpen={isOpening} onClose={() => setOpening(false)} />
    </section>
  );
}
