import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.ts';

/** What went wrong, as a sentence in the desk's language. */
export function useProblemText() {
  const { t, i18n } = useTranslation('desk');
  return (error: unknown): string => problemText(error, { t, language: i18n.language });
}
