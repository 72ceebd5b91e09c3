import { useTranslation } from 'react-i18next';

interface Named {
  id: string;
  name: string;
}

/** What a program is called: the company's name for it, or the shipped one in the reader's language. */
export function useProgramName(): (program: Named) => string {
  const { t } = useTranslation('desk');
  return ({ id, name }) => name || t(`program.${id}`, { defaultValue: id });
}

/** What a survey is called. */
export function useSurveyName(): (survey: Named) => string {
  const { t } = useTranslation('desk');
  return ({ id, name }) => name || t(`survey.${id}`, { defaultValue: id });
}
