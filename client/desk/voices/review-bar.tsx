import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { CompetitorMenu } from './competitor-menu.tsx';
import { DetailMenu } from './detail-menu.tsx';
import { isReviewed, namedIn } from './judgement.ts';
import styles from './review-bar.module.css';
import { canBeReviewed, type Desk } from './use-voices-desk.ts';
import type { Voice } from './voices-data.ts';

const byPointer = { isByKey: false };

/** Says what the words in focus mean: confirm, set, or that there is no reason in them. */
export function ReviewBar({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const reasonLabel = useReasonLabel();
  if (!canBeReviewed(voice)) return null;
  const isDone = isReviewed(voice);
  const named = namedIn(voice);
  return (
    <fieldset className={styles.bar} aria-label={t('review.label')}>
      {!isDone && named.length > 0 ? (
        <ReviewButton keys="Enter" isMain onPress={() => desk.confirm(byPointer)}>
          <IconCheck size={16} aria-hidden />
          {t('review.confirm')}
        </ReviewButton>
      ) : null}
      {REASON_CATEGORIES.map((category, at) => (
        <ReviewButton
          key={category}
          keys={String(at + 1)}
          isOn={isDone && named.some((reason) => reason.category === category)}
          isMaybe={!isDone && named.some((reason) => reason.category === category)}
          onPress={() => desk.toggle(category, byPointer)}
        >
          {reasonLabel(category)}
        </ReviewButton>
      ))}
      <ReviewButton keys="0" isOn={isDone && named.length === 0} onPress={() => desk.toggle(null, byPointer)}>
        {t('review.none')}
      </ReviewButton>
      <DetailMenu voice={voice} desk={desk} />
      <CompetitorMenu voice={voice} desk={desk} />
      {desk.canUndo(voice.responseId) ? (
        <ReviewButton keys="u" onPress={() => desk.undo(voice.responseId)}>
          <IconArrowBackUp size={16} className="mirrored" aria-hidden />
          {t('desk:undo')}
        </ReviewButton>
      ) : null}
    </fieldset>
  );
}

interface Props {
  keys: string;
  children: ReactNode;
  onPress?: () => void;
  isMain?: boolean;
  /** Given for what can be set: whether it is. */
  isOn?: boolean;
  /** The reader thinks so. */
  isMaybe?: boolean;
}

/** A button that is a key as well. Fits as a Menu.Target. */
export function ReviewButton({ keys, children, onPress, isMain, isOn, isMaybe, ...rest }: Props) {
  return (
    <button
      {...rest}
      type="button"
      className={styles.button}
      data-main={isMain || undefined}
      data-maybe={isMaybe || undefined}
      aria-pressed={isOn}
      aria-keyshortcuts={keys}
      {...(onPress && { onClick: onPress })}
    >
      {isOn ? <IconCheck size={15} stroke={2.2} aria-hidden /> : null}
      {children}
      <kbd aria-hidden>{keys === 'Enter' ? '↵' : keys}</kbd>
    </button>
  );
}
