import { Model, settings } from 'survey-core';
import type { SurveyDefinition, SurveyElement } from '#surveys/survey-definition.ts';

/** A survey in one language (see `inLanguage`), the answers known so far, and the page to stand on. */
export type SurveyState = { definition: SurveyDefinition; answers?: Record<string, unknown>; page?: string };

settings.animationEnabled = false;

/**
 * The SurveyJS model behind the page. It decides what is visible and holds what is answered; judging answers is the
 * gate's work (`surveys/gate.ts`), so its own checks are off. Hidden answers are let go at once, as the gate lets them go.
 */
export function surveyModel({ definition, answers = {}, page }: SurveyState): Model {
  const pages = definition.pages.map((page) => ({ ...page, elements: page.elements.map(unjudged) }));
  const model = new Model({ ...definition, pages });
  model.clearInvisibleValues = 'onHidden';
  model.validationEnabled = false;
  model.focusFirstQuestionAutomatic = false;
  for (const [name, value] of Object.entries(answers)) setAnswer(model, name, value);
  const current = page === undefined ? null : model.getPageByName(page);
  if (current) model.currentPage = current;
  return model;
}

/** SurveyJS lets go of a number off its scale and of choices beside "none"; a person shall read what is wrong instead. */
function unjudged(element: SurveyElement): SurveyElement {
  if (element.type === 'panel') return { ...element, elements: element.elements.map(unjudged) };
  if (element.type === 'text') {
    const { inputType: _type, min: _min, max: _max, maxLength: _longest, ...question } = element;
    return question;
  }
  if (!('choices' in element) || !element.showNoneItem) return element;
  return { ...element, showNoneItem: false, choices: [...element.choices, { value: 'none' }] };
}

const COMMENT = /-Comment$/u;

/** Sets an answer or a comment; a name the survey does not ask is left aside. */
function setAnswer(model: Model, name: string, value: unknown): void {
  const question = model.getQuestionByName(name.replace(COMMENT, ''));
  if (!question) return;
  if (COMMENT.test(name)) question.comment = typeof value === 'string' ? value : '';
  else question.value = value;
}
