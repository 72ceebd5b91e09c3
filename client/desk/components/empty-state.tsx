import type { ReactNode } from 'react';
import styles from './states.module.css';

type Props = { title: string; text?: ReactNode; action?: ReactNode };

/** Nothing here yet: what that means and what to do next, with the button. */
export function EmptyState({ title, text, action }: Props) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {text ? <p className={styles.text}>{text}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
