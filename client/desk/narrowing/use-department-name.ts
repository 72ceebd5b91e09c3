import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGES } from '#surveys/languages.ts';
import { useChoices } from './use-narrowing.ts';

/** What a department is called in the reader's language, or as the company first called it, or by its code. */
export function useDepartmentName(): (code: string) => string {
  const { i18n } = useTranslation();
  const { data } = useChoices();
  const [first] = LANGUAGES;
  const language = isLanguage(i18n.language) ? i18n.language : first;
  return (code) => {
    const labels = data?.departments.find((department) => department.code === code)?.labels ?? {};
    const other = LANGUAGES.find((one) => labels[one]);
    return labels[language] || (other && labels[other]) || code;
  };
}
