import { isRows } from './accept.ts';
import { type Language, type LocalizedText, textIn } from './languages.ts';
import { OWN_WORDS } from './own-words.ts';
import {
  type BooleanQuestion,
  COMMENT_SUFFIX,
  questionsOf,
  type SelectQuestion,
  type SurveyDefinition,
  type SurveyQuestion,
  type TextQuestion,
} from './survey-definition.ts';

/** One answered question as a person reads it. */
export type GivenAnswer = {
  name: string;
  question: string;
  /** A choice by its text, several each by its own, a date written out, `4/5` for a point; the rows of a matrix stand apart. */
  answers: string[];
  rows: { row: string; answer: string }[];
  /** What was written beside the answer, or as the text of "other". */
  comment: string | null;
};

type Kept = Record<string, unknown>;

/** What was answered, question by question in the order asked, in the words of a language. Unanswered ones are left out. */
export function answersInWords(definition: SurveyDefinition, kept: Kept, language: Language): GivenAnswer[] {
  return questionsOf(definition).flatMap(({ question }) => {
    const answer = Object.hasOwn(kept, question.name) ? kept[question.name] : undefined;
    const said = kept[question.name + COMMENT_SUFFIX];
    const comment = typeof said === 'string' ? said : null;
    if (answer === undefined && comment === null) return [];
    return [
      {
        name: question.name,
        question: textIn(question.title, language) || question.name,
        answers:
          question.type === 'matrix' || answer === undefined ? [] : wordsFor(question, answer, language),
        rows: rowsIn(question, answer, language),
        comment,
      },
    ];
  });
}

function wordsFor(question: SurveyQuestion, answer: unknown, language: Language): string[] {
  const values: unknown[] = Array.isArray(answer) ? answer : [answer];
  return values.map((value) => wordFor(question, value, language));
}

function wordFor(question: SurveyQuestion, value: unknown, language: Language): string {
  if ('choices' in question) return choiceWord(question, value, language);
  if (question.type === 'boolean') return yesOrNo(question, value, language);
  if (question.type === 'rating') return `${plain(value)}/${question.rateMax ?? 5}`;
  return question.type === 'text' ? lineWord(question, plain(value), language) : plain(value);
}

function choiceWord(question: SelectQuestion, value: unknown, language: Language): string {
  const chosen = question.choices.find((choice) => choice.value === value);
  if (chosen) return textIn(chosen.text, language) || plain(value);
  if (value === 'other') return textIn(question.otherText, language) || OWN_WORDS.other[language];
  if (value === 'none') return textIn(question.noneText, language) || OWN_WORDS.none[language];
  return plain(value);
}

function yesOrNo({ labelTrue, labelFalse }: BooleanQuestion, value: unknown, language: Language): string {
  if (value === true) return textIn(labelTrue, language) || OWN_WORDS.yes[language];
  return value === false ? textIn(labelFalse, language) || OWN_WORDS.no[language] : plain(value);
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const WRITTEN_OUT: Partial<Record<NonNullable<TextQuestion['inputType']>, Intl.DateTimeFormatOptions>> = {
  date: DAY,
  month: { month: 'long', year: 'numeric' },
  'datetime-local': { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/** The wall clock as it was answered: no zone is known, so none is reckoned with. */
function lineWord({ inputType = 'text' }: TextQuestion, text: string, language: Language): string {
  const form = WRITTEN_OUT[inputType];
  const at = form ? new Date(inputType === 'datetime-local' ? `${text}Z` : text) : null;
  if (!form || !at || Number.isNaN(at.getTime())) return text;
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at);
}

function rowsIn(question: SurveyQuestion, answer: unknown, language: Language): GivenAnswer['rows'] {
  if (question.type !== 'matrix' || !isRows(answer)) return [];
  return question.rows.flatMap(({ value, text }) => {
    const chosen = Object.hasOwn(answer, String(value)) ? answer[String(value)] : undefined;
    if (chosen === undefined) return [];
    const column = question.columns.find((one) => one.value === chosen);
    const words = (of: LocalizedText | undefined, otherwise: unknown) =>
      textIn(of, language) || plain(otherwise);
    return [{ row: words(text, value), answer: words(column?.text, chosen) }];
  });
}

const plain = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
