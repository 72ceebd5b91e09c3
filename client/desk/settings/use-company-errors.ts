import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';

/** The server's refusals by field, in the reader's words where we have them. */
export function useCompanyErrors() {
  const { t, i18n } = useTranslation('settings');
  return (error: unknown): Record<string, string> => {
    if (!(error instanceof ApiProblem)) return {};
    const { accentColor, ...fields } = error.fields;
    const ratio = /\d+\.\d/.exec(accentColor ?? '')?.[0];
    return {
      ...(i18n.language === 'en' ? fields : refused(Object.keys(fields), t('wrong.refused'))),
      ...(accentColor ? { accentColor: ratio ? t('company.accentPale', { ratio }) : accentColor } : {}),
      ...(fields.currency ? { currency: t('company.currencyFixed') } : {}),
    };
  };
}

const refused = (fields: string[], text: string) => Object.fromEntries(fields.map((field) => [field, text]));
