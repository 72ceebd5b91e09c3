import { questionsOf, type SurveyDefinition, type SurveyQuestion } from '#surveys/survey-definition.ts';

/** What a link in a mail asks to be chosen: `?q=recommend&a=7`. */
export interface Preselection {
  question: string | undefined;
  answer: string | undefined;
}

/** The answer a link chooses on the first page, if this survey can take it there; nothing for anything else. */
export function preselected(
  definition: SurveyDefinition,
  { question, answer }: Preselection,
): Record<string, string | number | boolean> {
  if (question === undefined || answer === undefined) return {};
  const placed = questionsOf(definition).find((one) => one.question.name === question);
  if (!placed || placed.conditions.length > 0 || placed.page !== definition.pages[0]) return {};
  const value = valueOf(placed.question, answer);
  return value === undefined ? {} : { [question]: value };
}

function valueOf(question: SurveyQuestion, answer: string): string | number | boolean | undefined {
  switch (question.type) {
    case 'rating':
      return pointOf(answer, question.rateMin ?? 1, question.rateMax ?? 5);
    case 'boolean':
      return answer === 'true' || (answer === 'false' ? false : undefined);
    case 'radiogroup':
    case 'dropdown':
      return question.choices.find(({ value }) => String(value) === answer)?.value;
    default:
      return undefined;
  }
}

function pointOf(answer: string, lowest: number, highest: number): number | undefined {
  const point = Number(answer);
  return String(point) === answer && Number.isInteger(point) && point >= lowest && point <= highest
    ? point
    : undefined;
}
