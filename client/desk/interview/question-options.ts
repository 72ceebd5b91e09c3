import { type Language, textIn } from '#surveys/languages.ts';
import { OWN_WORDS } from '#surveys/own-words.ts';
import type { RatingQuestion, SurveyQuestion } from '#surveys/survey-definition.ts';

export type Value = string | number | boolean;

/** One thing to choose, with the words for it and the key that chooses it. */
export interface Option {
  value: Value;
  text: string;
  key: string | null;
}

/** What can be chosen in answer to a question, in order; nothing where it is answered in words or row by row. */
export function optionsOf(question: SurveyQuestion, language: Language): Option[] {
  switch (question.type) {
    case 'rating':
      return pointsOf(question).map((value) => ({ value, text: String(value), key: keyOfPoint(value) }));
    case 'boolean':
      return numbered([
        { value: true, text: textIn(question.labelTrue, language) || OWN_WORDS.yes[language] },
        { value: false, text: textIn(question.labelFalse, language) || OWN_WORDS.no[language] },
      ]);
    case 'radiogroup':
    case 'dropdown':
    case 'checkbox': {
      const { showNoneItem, noneText, showOtherItem, otherText } = question;
      const none = textIn(noneText, language) || OWN_WORDS.none[language];
      const other = textIn(otherText, language) || OWN_WORDS.other[language];
      return numbered([
        ...question.choices.map(({ value, text }) => ({
          value,
          text: textIn(text, language) || String(value),
        })),
        ...(showNoneItem ? [{ value: 'none', text: none }] : []),
        ...(showOtherItem ? [{ value: 'other', text: other }] : []),
      ]);
    }
    case 'text':
    case 'comment':
    case 'matrix':
      return [];
  }
}

/** The columns of a matrix, which are chosen row by row. */
export function columnsOf(
  { columns }: Extract<SurveyQuestion, { type: 'matrix' }>,
  language: Language,
): Option[] {
  return numbered(
    columns.map(({ value, text }) => ({ value, text: textIn(text, language) || String(value) })),
  );
}

/** How soon a second digit must follow the first to be one number with it. */
const oneNumberMs = 900;

export interface Digit {
  key: string;
  at: number;
}

/**
 * The option a digit chooses: the point of that number on a scale, else the option of that place, with 0 for the tenth.
 * A 0 right after a 1 is ten where the scale has one.
 */
export function chosenBy(options: Option[], digit: Digit, before: Digit | null): Option | null {
  const ten = options.find(({ value }) => value === 10);
  const isTen = before?.key === '1' && digit.key === '0' && digit.at - before.at < oneNumberMs;
  if (ten && isTen) return ten;
  return options.find(({ key }) => key === digit.key) ?? (digit.key === '0' ? (ten ?? null) : null);
}

/** The answer after an option was chosen: one takes the place of another, of several each comes and goes. */
export function answerWith(question: SurveyQuestion, before: unknown, option: Value): unknown {
  if (question.type !== 'checkbox') return option;
  const chosen: unknown[] = Array.isArray(before) ? before : [];
  if (chosen.includes(option)) return chosen.filter((value) => value !== option);
  if (option === 'none') return ['none'];
  return [...chosen.filter((value) => value !== 'none'), option];
}

export const isChosen = (answer: unknown, value: Value): boolean =>
  Array.isArray(answer) ? answer.includes(value) : answer === value;

function pointsOf({ rateMin = 1, rateMax = 5 }: RatingQuestion): number[] {
  return Array.from({ length: rateMax - rateMin + 1 }, (_, at) => rateMin + at);
}

const keyOfPoint = (point: number): string | null => (point >= 0 && point <= 9 ? String(point) : null);

const numbered = (options: Omit<Option, 'key'>[]): Option[] =>
  options.map((option, at) => ({ ...option, key: at < 9 ? String(at + 1) : at === 9 ? '0' : null }));
