import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './open-page.module.css';

/** The frame of the pages before the sign-in: the mark, one narrow column, the languages. */
export function OpenPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <title>{`${title} · Amends`}</title>
      <div className={styles.column}>
        <p className={styles.brand}>
          <bdi dir="ltr">
            Amends<i>.</i>
          </bdi>
        </p>
        <h1 className={styles.title}>{title}</h1>
        <div>{children}</div>
        <LanguageSwitch />
      </div>
    </main>
  );
}
