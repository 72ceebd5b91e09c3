import type { ReactNode } from 'react';
import styles from './section.module.css';

type Props = { title: string; aside?: ReactNode; note?: string | null | undefined; children: ReactNode };

/** A titled part of a page; `aside` stands small at the end of the title's line, `note` below all of it. */
export function Section({ title, aside, note, children }: Props) {
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        <h2>{title}</h2>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </div>
      {children}
      {note ? <p className={styles.note}>{note}</p> : null}
    </section>
  );
}

/** Two columns as on the overview: the wide one first; one column on phones. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}
