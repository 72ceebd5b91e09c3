import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { certaintyOf } from './certainty.ts';
import styles from './reason-chips.module.css';
import { isReviewed } from './judgement.ts';
import type { Voice, VoiceReason } from './voices-data.ts';

const statuses = ['stated', 'inferred', 'confirmed'] as const;

/** What the customer chose, what her words were read as, and what a person confirmed, side by side. */
export function ReasonChips({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const rows = statuses
    .map((status) => ({ status, reasons: voice.reasons.filter((reason) => reason.status === status) }))
    .filter(({ reasons }) => reasons.length > 0);
  const verdict = verdictOf(voice);
  return (
    <dl className={styles.rows}>
      {rows.map(({ status, reasons }) => (
        <div key={status} className={styles.row}>
          <dt>{t(`status.${status}`)}</dt>
          <dd>
            {reasons.map((reason) => (
              <ReasonChip key={`${reason.category}/${reason.detail}/${reason.question}`} reason={reason} />
            ))}
          </dd>
        </div>
      ))}
      {verdict ? (
        <div className={styles.row}>
          <dt>{t(verdict === 'none' ? 'status.confirmed' : 'status.inferred')}</dt>
          <dd className={styles.verdict}>
            {verdict === 'none' ? <IconCheck size={14} aria-hidden /> : null}
            {t(`verdict.${verdict}`)}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** What there is to say where no reason was inferred or confirmed. */
function verdictOf(voice: Voice): 'none' | 'no-reason' | 'unsorted' | null {
  const isNamed = voice.reasons.some(({ status }) => status !== 'stated');
  if (isNamed || !voice.reading) return null;
  if (isReviewed(voice)) return 'none';
  return voice.reading.state === 'no-reason' ? 'no-reason' : 'unsorted';
}

function ReasonChip({ reason }: { reason: VoiceReason }) {
  const { t } = useTranslation('voices');
  const { percent } = useFormat();
  const reasonLabel = useReasonLabel();
  const { status, category, detail, confidence, competitorName } = reason;
  const [whole, exact] = [reasonLabel(category), detail ? reasonLabel(category, detail) : null];
  return (
    <span className={styles.chip} data-status={status}>
      {status === 'confirmed' ? <IconCheck size={14} stroke={2.2} aria-hidden /> : null}
      <span>
        {exact === null || exact === whole ? whole : `${whole} · ${exact}`}
        {competitorName ? (
          <>
            {' · '}
            <bdi>{competitorName}</bdi>
          </>
        ) : null}
        {status === 'inferred' && confidence !== null ? (
          <small> {t(`certainty.${certaintyOf(confidence)}`, { percent: percent(confidence) })}</small>
        ) : null}
      </span>
    </span>
  );
}
