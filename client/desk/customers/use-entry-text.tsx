import type { InferResponseType } from 'hono/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { api } from '../api.ts';
import { AskedBy } from '../components/asked-by.tsx';
import { ScoreFace } from '../components/score-face.tsx';
import { Tag } from '../components/tag.tsx';
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
        return { what: <Answer entry={entry} />, detail: quoted(entry.verbatim) };
      case 'partial':
        return {
          what: t(entry.isOpen ? 'entry.partial' : 'entry.partialOver'),
          detail: <SoFar entry={entry} />,
        };
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

type Of<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

function Answer({ entry: { measure, score, version, askedBy } }: { entry: Of<'response'> }) {
  const { t } = useTranslation('customers');
  return (
    <span className={styles.said}>
      {t('entry.response')}
      {measure ? <ScoreFace score={score} measure={measure} /> : null}
      {version > 1 ? <Tag>{t('entry.corrected')}</Tag> : null}
      {askedBy ? (
        <Tag>
          <AskedBy name={askedBy} />
        </Tag>
      ) : null}
    </span>
  );
}

/** What she had said when she stopped, question by question. */
function SoFar({ entry: { stoppedAt, said, askedBy } }: { entry: Of<'partial'> }) {
  const { t } = useTranslation('customers');
  // She may have come further and taken it back; else it is the last that stands here.
  const isFurther = stoppedAt !== null && stoppedAt !== said.at(-1)?.question;
  return (
    <>
      {said.map(({ name, question, answers, rows, comment }) => (
        <span key={name} className={styles.soFar} dir="auto">
          {question}{' '}
          <b>
            {[...answers, ...rows.map(({ row, answer }) => `${row}: ${answer}`), comment]
              .filter((part) => part !== null)
              .join(' · ')}
          </b>
        </span>
      ))}
      {askedBy ? (
        <span className={styles.soFar}>
          <AskedBy name={askedBy} />
        </span>
      ) : null}
      {isFurther ? (
        <span className={styles.soFar}>{t('entry.stoppedAt', { question: stoppedAt })}</span>
      ) : null}
    </>
  );
}

function quoted(text: string | null): ReactNode {
  return text ? (
    <bdi className={styles.quote} dir="auto">
      {text}
    </bdi>
  ) : null;
}
