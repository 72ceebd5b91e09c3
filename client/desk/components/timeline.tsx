import type { ReactNode } from 'react';
import styles from './timeline.module.css';
import { When } from './when.tsx';

export type TimelineItem = {
  id: string;
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
          <small>
            <When at={at} />
          </small>
        </li>
      ))}
    </ol>
  );
}
