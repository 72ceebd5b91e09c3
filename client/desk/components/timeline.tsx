import type { ReactNode } from 'react';
import styles from './timeline.module.css';
import { Day, When } from './when.tsx';

export type TimelineItem = {
  id: string;
  at: string | number | Date;
  /** The calendar day, for what has no time of day. */
  on?: string;
  what: ReactNode;
  /** Under the line: a note, a verbatim, an amount. */
  detail?: ReactNode;
  tone?: 'plain' | 'good' | 'bad';
};

/** What happened, along one line of time, in the order given. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className={styles.line}>
      {items.map(({ id, at, on, what, detail, tone }) => (
        <li key={id} className={styles.item} data-tone={tone}>
          {what}
          {detail ? <div className={styles.detail}>{detail}</div> : null}
          <small>{on ? <Day on={on} /> : <When at={at} />}</small>
        </li>
      ))}
    </ol>
  );
}
