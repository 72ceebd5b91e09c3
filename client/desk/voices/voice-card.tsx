import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import { AskedBy } from '../components/asked-by.tsx';
import { ScoreFace } from '../components/score-face.tsx';
import type { Measure } from '../components/score-tone.ts';
import { TierTag } from '../components/tier-tag.tsx';
import { useProgramName } from '../components/use-names.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Verbatim } from '../components/verbatim.tsx';
import { When } from '../components/when.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import { ReasonChips } from './reason-chips.tsx';
import { ReviewBar } from './review-bar.tsx';
import type { Desk } from './use-voices-desk.ts';
import { voiceElementId } from './use-walk.ts';
import { VoiceTags } from './voice-tags.tsx';
import styles from './voice-card.module.css';
import type { Voice } from './voices-data.ts';

/** What one customer said, large enough to be read, and what is made of it. */
export function VoiceCard({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const { responseId, customerName, language } = voice;
  const isFocused = desk.focused === responseId;
  return (
    <article
      id={voiceElementId(responseId)}
      data-voice={responseId}
      className={styles.card}
      tabIndex={-1}
      aria-current={isFocused || undefined}
      aria-label={customerName ? t('saidBy', { name: isolated(customerName) }) : t('saidByNobody')}
    >
      <Score voice={voice} />
      <div className={styles.body}>
        <p className={styles.who}>
          <Who voice={voice} />
        </p>
        <div className={styles.words}>
          <Verbatim text={voice.words ?? ''} language={language} highlights={highlightsOf(voice)} />
        </div>
        <ReasonChips voice={voice} />
        <Excuse voice={voice} />
        {desk.conflicts.has(responseId) ? <Conflict voice={voice} /> : null}
        <VoiceTags voice={voice} desk={desk} />
        {isFocused ? <ReviewBar voice={voice} desk={desk} /> : null}
      </div>
    </article>
  );
}

function highlightsOf({ words, reasons }: Voice) {
  const text = words ?? '';
  return reasons.flatMap(({ quote }) => {
    const start = quote ? text.indexOf(quote) : -1;
    return quote && start >= 0 ? [{ start, end: start + quote.length }] : [];
  });
}

const measures: Measure[] = ['nps', 'csat', 'ces'];

function Score({ voice }: { voice: Voice }) {
  const measure = measures.find((one) => voice[one] !== null) ?? 'nps';
  return <ScoreFace score={voice[measure]} measure={measure} />;
}

function Who({ voice }: { voice: Voice }) {
  const { t } = useTranslation(['voices', 'desk']);
  const programName = useProgramName();
  const { customerId, customerName, caseId, programId, tier, language, askedBy } = voice;
  const parts: Record<string, ReactNode> = {
    person:
      customerId && customerName ? (
        <Link to={`/customers/${customerId}`} className={styles.name}>
          <bdi>{customerName}</bdi>
        </Link>
      ) : (
        t('saidByNobody')
      ),
    tier: tier ? <TierTag tier={tier} /> : null,
    when: <When at={voice.at} />,
    program: programId ? <bdi>{programName({ id: programId, name: voice.programName ?? '' })}</bdi> : null,
    language: language ? <bdi>{languageNames[nearestLanguage(language)]}</bdi> : null,
    asked: askedBy ? <AskedBy name={askedBy} /> : null,
    case: caseId ? <Link to={`/inbox/${caseId}`}>{t('case')}</Link> : null,
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

/** The first reason given is often not the real one (R5). */
function Excuse({ voice: { excuse } }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const { list } = useFormat();
  const reasonLabel = useReasonLabel();
  if (!excuse) return null;
  const named = (reasons: typeof excuse.first) =>
    list([...new Set(reasons.map(({ category, detail }) => labelOf(category, detail || null)))]);
  const labelOf = (category: string, detail: string | null) =>
    isReasonCategory(category) ? reasonLabel(category, detail) : category;
  return (
    <p className={styles.note}>
      <IconArrowsExchange size={16} aria-hidden />
      <span>{t('excuse', { first: named(excuse.first), later: named(excuse.later) })}</span>
    </p>
  );
}

function Conflict({ voice: { reading } }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const name = reading?.reviewedBy;
  return (
    <p className={styles.note} data-tone="bad" role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span>{name ? t('conflict.by', { name: isolated(name) }) : t('conflict.somebody')}</span>
    </p>
  );
}
