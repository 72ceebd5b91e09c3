import type { InferResponseType } from 'hono/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { api } from '../api.ts';
import { ScoreFace } from '../components/score-face.tsx';
import type { TimelineItem } from '../components/timeline.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useSkipSentence } from '../programs/use-skip-sentence.ts';
import { useFormat } from '../use-format.ts';
import styles from './customers.module.css';

type Page = InferResponseType<(typeof api.api.customers)[':id']['timeline']['$get']>;
export type Entry = Page['items'][number];

type Told = Pick<TimelineItem, 'what' | 'detail' | 'tone'>;

/** Says each entry of a customer's line of time in the desk's language. */
export function useEntryText(): (entry: Entry) => Told {
  const { t } = useTranslation('customers');
  const { money } = useFormat();
  const reasonLabel = useReasonLabel();
  const skipSentence = useSkipSentence();
  return (entry) => {
    switch (entry.kind) {
      case 'order':
      case 'quote': {
        const amount = money(entry.amountMinor, entry.currency);
        return { what: t(`entry.${entry.kind}`, { id: entry.externalId, amount }) };
      }
      case 'response':
        return { what: <Answer entry={entry} label={t('entry.response')} />, detail: quoted(entry.verbatim) };
      case 'case':
        return {
          what: (
            <Link to={`/inbox/${entry.caseId}`}>
              {t('entry.case', { status: t(`caseStatus.${entry.status}`) })}
            </Link>
          ),
          tone: entry.status === 'resolved' ? 'good' : 'bad',
        };
      case 'grant': {
        const amount = money(entry.amountMinor, entry.currency);
        return { what: t(`entry.${entry.role}`, { amount, status: t(`grantStatus.${entry.status}`) }) };
      }
      case 'mail':
        return {
          what: <Link to={`/outbox/${entry.messageId}`}>{t('entry.mail', { subject: entry.subject })}</Link>,
          detail: entry.status === 'sent' ? null : t(`mailStatus.${entry.status}`),
        };
      case 'skip':
        return { what: t('entry.skip', { why: skipSentence({ code: entry.reason, facts: entry.facts }) }) };
      case 'departure':
        return {
          what: `${t('entry.departure')} · ${reasonLabel(entry.category)}`,
          detail: quoted(entry.reasonText),
          tone: 'bad',
        };
    }
  };
}

function Answer({ entry, label }: { entry: Extract<Entry, { kind: 'response' }>; label: string }) {
  return (
    <span className={styles.said}>
      {label}
      {entry.measure ? <ScoreFace score={entry.score} measure={entry.measure} /> : null}
    </span>
  );
}

function quoted(text: string | null): ReactNode {
  return text ? (
    <bdi className={styles.quote} dir="auto">
      {text}
    </bdi>
  ) : null;
}
