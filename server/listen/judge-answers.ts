import type { Accepted, AnswerProblem } from '#surveys/accept.ts';
import { afterForm, type AfterForm } from '#surveys/form-steps.ts';
import type { SurveyGate } from './survey-gates.ts';
import type { Given } from './take-response.ts';

type Judged =
  AfterForm | { state: 'complete'; accepted: Accepted } | { state: 'problems'; problems: AnswerProblem[] };

/** What the survey's gate says of answers as they came. */
export function judge({ definition, accept, interview }: SurveyGate, given: Given): Judged {
  if (given.via === 'form') return afterForm(definition, accept, given.fields);
  const accepted = (given.interviewedBy ? interview.accept : accept)(given.answers);
  if (accepted.ok) return { state: 'complete', accepted };
  return { state: 'problems', problems: accepted.problems };
}
