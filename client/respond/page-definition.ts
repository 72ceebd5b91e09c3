import type { Language } from '#surveys/languages.ts';
import type {
  Choice,
  MatrixRow,
  SurveyDefinition,
  SurveyElement,
  SurveyPage,
} from '#surveys/survey-definition.ts';
import { inLanguage } from '#surveys/survey-language.ts';

/** The survey as the customer's page carries it: one language, and none of our marks, which are not hers to read. */
export function pageDefinition(definition: SurveyDefinition, language: Language): SurveyDefinition {
  const { pages, ...rest } = inLanguage(definition, language);
  return {
    ...rest,
    pages: pages.map((page): SurveyPage => ({ ...page, elements: page.elements.map(unmarked) })),
  };
}

function unmarked(element: SurveyElement): SurveyElement {
  if (element.type === 'panel') return { ...element, elements: element.elements.map(unmarked) };
  const { measure: _measure, ...question } = element;
  if (question.type === 'matrix') return { ...question, rows: question.rows.map(withoutMeasure) };
  return 'choices' in question ? { ...question, choices: question.choices.map(withoutReason) } : question;
}

const withoutMeasure = ({ measure: _measure, ...row }: MatrixRow): MatrixRow => row;

const withoutReason = ({ reason: _reason, ...choice }: Choice): Choice => choice;
