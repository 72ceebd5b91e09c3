import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { startLarge } from '#client/locales/sentence.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { useNow } from '../components/use-now.ts';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import styles from './handovers.module.css';
import { useHandoverStep, type Handover } from './handovers.ts';

/** One thing to hand over: what, to whom, until when, and what went wrong where a system should have done it. */
export function HandoverCard({ handover, onDone }: { handover: Handover; onDone: () => void }) {
  const { t } = useTranslation('grants');
  const { money, instant } = useFormat();
  const now = useNow();
  const { kind, amountMinor, currency, details, customerId, customerName, caseId, assignee } = handover;
  const due = new Date(handover.dueAt);
  const detail = details.what ?? details.leader;
  return (
    <li className={styles.handover}>
      <h2>
        <Link to={`/customers/${customerId}`}>
          <bdi>{customerName}</bdi>
        </Link>
      </h2>
      <p className={styles.what}>
        {startLarge(t(`kind.${kind}`))}
        {detail ? (
          <>
            : <bdi>{detail}</bdi>
          </>
        ) : null}
      </p>
      <p className={styles.facts}>
        <span data-late={due < now || undefined}>{t('handover.due', { when: instant(due, now) })}</span>
        {amountMinor > 0 ? (
          <span>{t('handover.amounts', { amount: money(amountMinor, currency) })}</span>
        ) : null}
        {assignee ? <span>{t('handover.by', { name: isolated(assignee) })}</span> : null}
        {caseId ? <Link to={`/inbox/${caseId}`}>{t('handover.case')}</Link> : null}
      </p>
      <WhatWentWrong handover={handover} />
      <div className={styles.actions}>
        <Button variant="filled" onClick={onDone}>
          {t('handover.done')}
        </Button>
        {handover.way === 'webhook' ? <Again handover={handover} /> : null}
      </div>
    </li>
  );
}

function WhatWentWrong({ handover: { way, lastError, code } }: { handover: Handover }) {
  const { t } = useTranslation('grants');
  if (way === 'webhook' && lastError)
    return <p className={styles.wrong}>{t('handover.notTaken', { error: isolated(lastError) })}</p>;
  if (!code) return null;
  const said = { code: isolated(code) };
  return lastError ? (
    <p className={styles.wrong}>{t('handover.noMail', said)}</p>
  ) : (
    <p className={styles.facts}>{t('handover.code', said)}</p>
  );
}

function Again({ handover: { id } }: { handover: Handover }) {
  const { t } = useTranslation('grants');
  const step = useHandoverStep();
  const again = () =>
    step.mutate(
      { id, noun: 'retry' },
      { onSuccess: () => notifyDone(t('handover.againDone')), onError: notifyProblem },
    );
  return (
    <Button onClick={again} loading={step.isPending}>
      {t('handover.again')}
    </Button>
  );
}
