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
  RatingQuestion | SelectQuestion | BooleanQuestion | TextQuestion | CommentQuestion;

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

export type TextQuestion = QuestionBase & {
  type: 'text';
  inputType?: 'text' | 'email' | 'tel' | 'number';
  min?: number;
  max?: number;
  maxLength?: number;
  placeholder?: LocalizedText;
};

export type CommentQuestion = QuestionBase & {
  type: 'comment';
  rows?: number;
  maxLength?: number;
  placeholder?: LocalizedText;
};

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
  const conditions = container.visibleIf ? [...outer, container.visibleIf] : outer;
  return container.elements.flatMap((element) =>
    element.type === 'panel'
      ? placed(element, page, conditions)
      : [
          {
            question: element,
            page,
            conditions: element.visibleIf ? [...conditions, element.visibleIf] : conditions,
          },
        ],
  );
}
