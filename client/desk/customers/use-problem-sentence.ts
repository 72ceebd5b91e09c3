import { useTranslation } from 'react-i18next';

type Problem = { code: string; facts: Record<string, string | number> };

/** What is wrong with a file or a value, in the desk's language. */
export function useProblemSentence(): (problem: Problem) => string {
  const { t } = useTranslation('customers');
  return ({ code, facts }) => {
    const { field } = facts;
    return t(`problem.${code}`, { ...facts, ...(field && { field: t(`field.${field}`, String(field)) }) });
  };
}
