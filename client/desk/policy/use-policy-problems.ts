import { useTranslation } from 'react-i18next';
import { useDebouncedValue } from '@mantine/hooks';
import { ApiProblem } from '../api.ts';
import { useProblems, type PolicyDocument, type Problem } from './policies-data.ts';
import { useSpeech } from './use-speech.ts';

const waitMs = 350;

export interface PolicyProblems {
  /** What stands beside a field: what is wrong there first, else what is to be minded. */
  at: (path: string) => string | null;
  /** What is said of a rule as a whole. */
  warningOf: (rule: number) => string | null;
  isWrong: boolean;
  /** Whether something below is wrong. */
  isWrongIn: (path: string) => boolean;
}

/** What is wrong with a policy while it is typed. */
export function usePolicyProblems(document: PolicyDocument): PolicyProblems {
  const { t, i18n } = useTranslation('policies');
  const { nameOf } = useSpeech();
  const [settled] = useDebouncedValue(document, waitMs);
  const { data, error } = useProblems(settled);
  const refused = error instanceof ApiProblem ? Object.entries(error.fields) : [];
  const ofShape = refused.map(([field, words]) => ({
    path: field.replace(/^document\./, ''),
    words: i18n.language === 'en' ? words : t('edit.refused'),
    isWarning: false,
  }));
  const words = ({ code, facts }: Problem) =>
    t(`problems.${code}`, {
      reason: nameOf('reasons', String(facts['reason'] ?? '')),
      department: String(facts['department'] ?? ''),
      program: String(facts['program'] ?? ''),
      rule: String(facts['rule'] ?? ''),
    });
  const found = error
    ? ofShape
    : (data ?? []).map((problem) => ({
        path: problem.path,
        words: words(problem),
        isWarning: problem.isWarning,
      }));
  const all = found.toSorted((a, b) => Number(a.isWarning) - Number(b.isWarning));
  const wrong = all.filter(({ isWarning }) => !isWarning);
  const exact = (path: string) => all.find((one) => one.path === path)?.words ?? null;
  return {
    at: exact,
    warningOf: (rule) => exact(`rules.${rule}`),
    isWrong: wrong.length > 0,
    isWrongIn: (path) => wrong.some((one) => one.path === path || one.path.startsWith(`${path}.`)),
  };
}
