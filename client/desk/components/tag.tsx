import type { ReactNode } from 'react';
import styles from './tag.module.css';

export type Tone = 'plain' | 'good' | 'bad' | 'gold';

/** A small word about something; the tone only underlines what the word says. */
export function Tag({ children, tone = 'plain' }: { children: ReactNode; tone?: Tone }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}
