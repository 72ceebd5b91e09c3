import type { ReactNode } from 'react';
import styles from './page-title.module.css';

type Props = { children: ReactNode; note?: ReactNode; actions?: ReactNode; above?: ReactNode };

/** The page's answer as a sentence: `<em>` for what counts, `<em data-tone="bad|good">` for loss and gain. */
export function PageTitle({ children, note, actions, above }: Props) {
  return (
    <header className={styles.header}>
      {above}
      <div className={styles.row}>
        <h1 className={styles.title}>
          {children} {note ? <small>{note}</small> : null}
        </h1>
        {actions ? <div className={`${styles.actions} no-print`}>{actions}</div> : null}
      </div>
    </header>
  );
}
