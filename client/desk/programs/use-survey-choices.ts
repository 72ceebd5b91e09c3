import { useSurveyName } from '../components/use-names.ts';
import { useSurveys, type SurveyRow } from '../surveys/surveys-data.ts';
import type { Program } from './programs-data.ts';

/** The kinds of survey each kind of program can ask, the fitting ones first. */
const kindsOf: Record<Program['kind'], string[]> = {
  monthly: ['monthly', 'other'],
  transactional: ['transactional', 'follow-up', 'other'],
  exit: ['exit', 'win-back', 'other'],
  staff: ['staff'],
  'one-off': ['loyal', 'monthly', 'follow-up', 'win-back', 'transactional', 'exit', 'other'],
};

/** Published surveys that a kind of program can ask, for a Select; the one chosen stays even if it fits no more. */
export function useSurveyChoices(kind: Program['kind'], chosen?: string) {
  const surveyName = useSurveyName();
  const surveys = useSurveys().data?.surveys ?? [];
  const kinds = kindsOf[kind];
  const fits = (survey: SurveyRow) =>
    survey.version !== null && !survey.archivedAt && kinds.includes(survey.kind);
  const choices = surveys
    .filter((survey) => fits(survey) || survey.id === chosen)
    .toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
    .map((survey) => ({ value: survey.id, label: surveyName(survey) }));
  const isListed = !chosen || choices.some(({ value }) => value === chosen);
  return isListed ? choices : [{ value: chosen, label: surveyName({ id: chosen, name: '' }) }, ...choices];
}

/** What the survey of a program is called. */
export function useSurveyNameOf(): (surveyId: string) => string {
  const surveyName = useSurveyName();
  const surveys = useSurveys().data?.surveys ?? [];
  return (id) => surveyName(surveys.find((survey) => survey.id === id) ?? { id, name: '' });
}
