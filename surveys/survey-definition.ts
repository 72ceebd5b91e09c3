import type { LocalizedText } from './languages.ts';
import type { Measure } from './measures.ts';

/** A SurveyJS document that `checkDefinition` has let through: the part of SurveyJS we ask with, plus our two marks. */
export type SurveyDefinition = {
  title?: LocalizedText;
  description?: LocalizedText;
  completeText?: LocalizedText;
  /** Said on the thank-you page; plain text here. */
  completedHtml?: LocalizedText;
  pages: SurveyPage[];
};

export type SurveyPage = Container & { name: string };
export type SurveyPanel = Container & { type: 'panel'; name: string };
type Container = {
  title?: LocalizedText;
  description?: LocalizedText;
  visibleIf?: string;
  elements: SurveyElement[];
};

export type SurveyElement = SurveyPanel | SurveyQuestion;
export type SurveyQuestion =
  RatingQuestion | SelectQuestion | BooleanQuestion | TextQuestion | CommentQuestion | MatrixQuestion;

type QuestionBase = {
  name: string;
  title?: LocalizedText;
  description?: LocalizedText;
  isRequired?: boolean;
  requiredIf?: string;
  visibleIf?: string;
  /** Our mark: what the answer measures. */
  measure?: Measure;
  showCommentArea?: boolean;
  commentText?: LocalizedText;
  commentPlaceholder?: LocalizedText;
};

export type RatingQuestion = QuestionBase & {
  type: 'rating';
  rateMin?: number;
  rateMax?: number;
  minRateDescription?: LocalizedText;
  maxRateDescription?: LocalizedText;
};

export type SelectQuestion = QuestionBase & {
  type: 'radiogroup' | 'dropdown' | 'checkbox';
  choices: Choice[];
  showOtherItem?: boolean;
  otherText?: LocalizedText;
  otherPlaceholder?: LocalizedText;
  showNoneItem?: boolean;
  noneText?: LocalizedText;
  minSelectedChoices?: number;
  maxSelectedChoices?: number;
  placeholder?: LocalizedText;
};

export type Choice = {
  value: string | number;
  text?: LocalizedText;
  /** Our mark: the reason this choice states, `price` or `price/too-high`. */
  reason?: string;
};

export type BooleanQuestion = QuestionBase & {
  type: 'boolean';
  labelTrue?: LocalizedText;
  labelFalse?: LocalizedText;
};

/** What a line of text can be asked as, in the words of HTML's `<input type>`. */
export const INPUT_TYPES = [
  'text',
  'email',
  'tel',
  'url',
  'number',
  'date',
  'time',
  'datetime-local',
  'month',
  'week',
] as const;
export type InputType = (typeof INPUT_TYPES)[number];

export type TextQuestion = QuestionBase & {
  type: 'text';
  inputType?: InputType;
  /** A number for `number`; for a date, month, week or time the same text as an answer. */
  min?: number | string;
  max?: number | string;
  maxLength?: number;
  placeholder?: LocalizedText;
};

export type CommentQuestion = QuestionBase & {
  type: 'comment';
  rows?: number;
  maxLength?: number;
  placeholder?: LocalizedText;
};

/** One choice in each row. A row may carry a mark when its columns are that measure's scale. */
export type MatrixQuestion = QuestionBase & {
  type: 'matrix';
  rows: MatrixRow[];
  columns: MatrixColumn[];
  /** Whoever answers one row owes all of them, and nobody may pass over the question. */
  eachRowRequired?: boolean;
};

export type MatrixRow = { value: string | number; text?: LocalizedText; measure?: Measure };
export type MatrixColumn = { value: string | number; text?: LocalizedText };

/** Parts a matrix's name from a row's in a form's field and in a condition; no question's name has it. */
export const ROW_MARK = '.';

/** The names of a matrix's rows in the order they are asked. */
export const rowsOf = ({ rows }: MatrixQuestion): string[] => rows.map(({ value }) => String(value));

/** SurveyJS keeps the comment of a question, and the text of "other", under the question's name and this. */
export const COMMENT_SUFFIX = '-Comment';

/** The longest text taken where a question states no `maxLength`, in UTF-16 units as HTML's `maxlength` counts. */
export const LONGEST_TEXT = { comment: 4000, text: 500 } as const;

/** How deep panels may stand in each other. */
export const DEEPEST_PANELS = 4;

/** The longest name of a question. */
export const LONGEST_NAME = 60;

/** A question with the conditions of the page and panels around it, outermost first. */
export type PlacedQuestion = { question: SurveyQuestion; page: SurveyPage; conditions: string[] };

/** Every question in the order it is asked. */
export function questionsOf(definition: SurveyDefinition): PlacedQuestion[] {
  return definition.pages.flatMap((page) => placed(page, page, []));
}

function placed(container: SurveyPage | SurveyPanel, page: SurveyPage, outer: string[]): PlacedQuestion[] {
  const conditions = withCondition(outer, container.visibleIf);
  return container.elements.flatMap((element) =>
    element.type === 'panel'
      ? placed(element, page, conditions)
      : [
          {
            question: element,
            page,
            conditions: withCondition(conditions, element.visibleIf),
          },
        ],
  );
}

/** A page's condition often stands on its only question too. */
const withCondition = (conditions: string[], condition: string | undefined): string[] =>
  condition && !conditions.includes(condition) ? [...conditions, condition] : conditions;
