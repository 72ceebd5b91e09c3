import type { MatrixQuestion, SelectQuestion, SurveyQuestion } from './survey-definition.ts';

/**
 * What the answers to a question are counted on, as a text: two questions with the same key may stand in one trend, any
 * others may not (design rule 6). Wording and order do not matter; points, values, and what a value measures or states
 * do. `null` for free words, which are not counted.
 */
export function scaleKeyOf(question: SurveyQuestion): string | null {
  const key = ownKey(question);
  return key === null ? null : JSON.stringify([question.measure ?? null, ...key]);
}

/** Whether the answers to both may be added up or compared. */
export function haveSameScale(a: SurveyQuestion, b: SurveyQuestion): boolean {
  const key = scaleKeyOf(a);
  return key !== null && key === scaleKeyOf(b);
}

function ownKey(question: SurveyQuestion): unknown[] | null {
  switch (question.type) {
    case 'rating':
      return ['points', question.rateMin ?? 1, question.rateMax ?? 5];
    case 'boolean':
      return ['yes-no'];
    case 'radiogroup':
    case 'dropdown':
      return ['one-of', ...choiceKeys(question)];
    case 'checkbox':
      return ['some-of', question.maxSelectedChoices ?? null, ...choiceKeys(question)];
    case 'matrix':
      return ['each', ...rowKeys(question)];
    case 'text':
      return question.inputType === undefined || WORDS.has(question.inputType) ? null : [question.inputType];
    case 'comment':
      return null;
  }
}

const WORDS: ReadonlySet<string> = new Set(['text', 'email', 'tel', 'url']);

function choiceKeys({ choices, showOtherItem, showNoneItem }: SelectQuestion): unknown[] {
  const values = choices.map(({ value, reason }) => JSON.stringify([value, reason ?? null])).toSorted();
  return [values, showOtherItem === true, showNoneItem === true];
}

const rowKeys = ({ rows, columns }: MatrixQuestion): unknown[] => [
  rows.map(({ value, measure }) => JSON.stringify([String(value), measure ?? null])).toSorted(),
  columns.map(({ value }) => JSON.stringify(value)).toSorted(),
];
