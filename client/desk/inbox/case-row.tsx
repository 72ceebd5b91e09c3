import { Checkbox, VisuallyHidden } from '@mantine/core';
import { IconMailOpened, IconPhone, IconZzz } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Clock } from '../components/clock.tsx';
import { ScoreFace } from '../components/score-face.tsx';
import { SeverityMark } from '../components/severity-mark.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { When } from '../components/when.tsx';
import styles from './case-list.module.css';
import { filterIn, type InboxRow } from './inbox-data.ts';
import { isolated } from './isolated.ts';

type Props = { row: InboxRow; isShown: boolean; isTicked: boolean; onTick: () => void };

/** A case in the list: how she feels, who she is, how much it presses, by when, and her words. */
export function CaseRow({ row, isShown, isTicked, onTick }: Props) {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isShown) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <div className={styles.item} data-ticked={isTicked || undefined}>
      <Checkbox
        className={styles.tick}
        size="xs"
        checked={isTicked}
        onChange={onTick}
        aria-label={t('many.select', { name: isolated(row.customer.name) })}
      />
      <Link
        ref={link}
        className={styles.row}
        aria-current={isShown || undefined}
        to={{ pathname: `/inbox/${row.id}`, search: params.toString() }}
      >
        <ScoreFace score={row.score} measure={row.scoreMeasure ?? 'nps'} />
        <span className={styles.who}>
          <span className={styles.name} dir="auto">
            {row.customer.name}
          </span>{' '}
          <TierTag tier={row.tier} /> <Marks row={row} />
        </span>
        <span className={styles.clock}>
          <RowClock row={row} />
        </span>
        <span className={styles.line}>
          <SeverityMark severity={row.severity} />
          <RowWords row={row} />
        </span>
      </Link>
    </div>
  );
}

function Marks({ row }: { row: InboxRow }) {
  const { t } = useTranslation('inbox');
  const marks = [
    { isOn: row.isCallWished, icon: IconPhone, text: t('call.title') },
    { isOn: row.unreadReplyAt !== null, icon: IconMailOpened, text: t('replied') },
  ];
  return marks
    .filter(({ isOn }) => isOn)
    .map(({ icon: Icon, text }) => (
      <span key={text} className={styles.call} title={text}>
        <Icon size={15} aria-hidden />
        <VisuallyHidden>{text}</VisuallyHidden>
      </span>
    ));
}

function RowClock({ row }: { row: InboxRow }) {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  if (row.status === 'resolved') return <When at={row.resolvedAt} isRelative />;
  if (filterIn(params) === 'snoozed')
    return (
      <span className={styles.back}>
        <IconZzz size={14} aria-hidden />
        <VisuallyHidden>{t('snooze.until')}</VisuallyHidden> <When at={row.snoozedUntil} />
      </span>
    );
  return <Clock dueAt={row.status === 'open' ? row.firstContactDueAt : row.resolutionDueAt} />;
}

function RowWords({ row }: { row: InboxRow }) {
  const label = useReasonLabel();
  const reason = row.category && label(row.category, row.detail);
  if (!row.verbatim) return <span className={styles.words}>{reason ?? '–'}</span>;
  return (
    <span className={styles.words} dir="auto" lang={row.locale ?? undefined}>
      {row.verbatim}
    </span>
  );
}
