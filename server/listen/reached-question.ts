import { visibleQuestions } from '#surveys/form-steps.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';

/** The further of two questions, in the order in which they are asked; null when `next` is no further, or no question. */
export function furtherQuestion(
  definition: SurveyDefinition,
  before: string | null,
  next: string,
): string | null {
  const names = questionsOf(definition).map(({ question }) => question.name);
  return names.indexOf(next) > names.indexOf(before ?? '') ? next : null;
}

/** The last question that stands before a person who has answered so far, and that she has answered. */
export function lastAnswered(definition: SurveyDefinition, answers: Record<string, unknown>): string | null {
  const answered = visibleQuestions(definition, answers).filter(({ question }) =>
    Object.hasOwn(answers, question.name),
  );
  return answered.at(-1)?.question.name ?? null;
}
