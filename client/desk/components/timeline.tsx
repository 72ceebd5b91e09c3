import type { ReactNode } from 'react';
import styles from './timeline.module.css';
import { Day, When } from './when.tsx';

export type TimelineItem = {
  id: string;
  /** An instant, or a calendar day ('2026-10-04'). */
  at: string | number | Date;
  what: ReactNode;
  /** Under the line: a note, a verbatim, an amount. */
  detail?: ReactNode;
  tone?: 'plain' | 'good' | 'bad';
};

/** What happened, along one line of time, in the order given. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className={styles.line}>
      {items.map(({ id, at, what, detail, tone }) => (
        <li key={id} className={styles.item} data-tone={tone}>
          {what}
          {detail ? <div className={styles.detail}>{detail}</div> : null}
          <small>{isDay(at) ? <Day on={at} /> : <When at={at} />}</small>
        </li>
      ))}
    </ol>
  );
}

const isDay = (at: TimelineItem['at']): at is string => typeof at === 'string' && at.length === 10;
