import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../use-format.ts';
import { AskedBy } from '../components/asked-by.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Verbatim } from '../components/verbatim.tsx';
import { When } from '../components/when.tsx';
import type { Voice } from './overview-data.ts';

/** A customer's words with the score, the reasons and the way to her case. */
export function VoiceEntry({ voice }: { voice: Voice }) {
  const { words, language, reasons } = voice;
  const text = words ?? '';
  const highlights = reasons.flatMap(({ quote }) => {
    const start = quote ? text.indexOf(quote) : -1;
    return quote && start >= 0 ? [{ start, end: start + quote.length }] : [];
  });
  return <Verbatim text={text} language={language} highlights={highlights} meta={<Meta voice={voice} />} />;
}

function Meta({ voice }: { voice: Voice }) {
  const { t } = useTranslation(['overview', 'desk']);
  const reasonLabel = useReasonLabel();
  const { list } = useFormat();
  const { nps, csat, ces, tier, caseId, reasons, at, askedBy } = voice;
  const score = nps ?? csat ?? ces;
  const named = [...new Set(reasons.map(({ category, detail }) => reasonLabel(category, detail || null)))];
  const parts: Record<string, ReactNode> = {
    score: score === null ? null : <b>{score}</b>,
    person: personOf(voice),
    reasons: named.length > 0 ? list(named) : null,
    tier: tier ? t(`desk:tier.${tier}`) : null,
    when: <When at={at} />,
    asked: askedBy ? <AskedBy name={askedBy} /> : null,
    case: caseId ? <Link to={`/inbox/${caseId}`}>{t('heard.case')}</Link> : null,
  };
  return Object.entries(parts)
    .filter(([, part]) => part)
    .map(([name, part], index) => (
      <Fragment key={name}>
        {index > 0 ? ' · ' : null}
        {part}
      </Fragment>
    ));
}

function personOf({ customerId, customerName }: Voice): ReactNode {
  if (!customerId || !customerName) return null;
  return (
    <Link to={`/customers/${customerId}`}>
      <bdi>{customerName}</bdi>
    </Link>
  );
}
