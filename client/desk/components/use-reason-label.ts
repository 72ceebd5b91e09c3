import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import { reasonLabel, type ReasonCategory } from '#surveys/reasons.ts';
import { useCodebook } from '../codebook.ts';

/** The company's name of a reason, or of a detail within it, in the desk's language. */
export function useReasonLabel() {
  const language = nearestLanguage(useTranslation('desk').i18n.language);
  const { data: codebook } = useCodebook();
  return (category: ReasonCategory, detail: string | null = null): string => {
    const named = codebook?.get(detail ?? '');
    const shown = named?.category === category ? codebook?.get(named.shownAs) : undefined;
    return shown?.labels[language] ?? reasonLabel({ category, detail }, language);
  };
}
