import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import { reasonLabel, type ReasonCategory } from '#surveys/reasons.ts';

/** The codebook's name of a reason, or of a detail within it, in the desk's language. */
export function useReasonLabel() {
  const language = nearestLanguage(useTranslation('desk').i18n.language);
  return (category: ReasonCategory, detail: string | null = null) =>
    reasonLabel({ category, detail }, language);
}
