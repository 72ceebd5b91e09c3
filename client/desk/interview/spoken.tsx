import type { TOptions } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf, type Language } from '#surveys/languages.ts';
import styles from './script.module.css';

/** The words to be said, in the language of the talk rather than of the desk. */
export function useSaying(language: Language) {
  const { t } = useTranslation('interview-script', { lng: language });
  return (key: string, facts: TOptions = {}): string => t(key, facts);
}

/** What is read out, in its own language and direction, apart from what is told to the interviewer. */
export function Spoken({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <div className={styles.spoken} lang={language} dir={directionOf(language)}>
      {children}
    </div>
  );
}
