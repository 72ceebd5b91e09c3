import { visibleQuestions } from './form-steps.ts';
import type { SurveyDefinition } from './survey-definition.ts';

/**
 * The name of the page on which a person goes on who has answered so far: the furthest she has answered on, or the one
 * behind it when nothing is left open there. What she passed over before was passed over on purpose, or is asked again
 * before sending.
 */
export function pageToStandOn(definition: SurveyDefinition, answers: Record<string, unknown>): string {
  const visible = visibleQuestions(definition, answers);
  const isAnswered = ({ question }: (typeof visible)[number]) => Object.hasOwn(answers, question.name);
  const pages = [...new Set(visible.map(({ page }) => page))];
  const furthest = visible.findLast(isAnswered)?.page ?? pages[0];
  const isDone = visible.filter(({ page }) => page === furthest).every(isAnswered);
  const next = pages[pages.findIndex((page) => page === furthest) + 1];
  return (isDone ? next : undefined)?.name ?? furthest?.name ?? '';
}
