import type { Accept, Accepted, AnswerProblem } from './accept.ts';
import { compileCondition } from './condition.ts';
import { fromForm } from './form.ts';
import {
  COMMENT_SUFFIX,
  LONGEST_NAME,
  type PlacedQuestion,
  questionsOf,
  type SurveyDefinition,
} from './survey-definition.ts';

/** The field that carries the names of the questions put so far, the shown ones included, parted by blanks. */
export const ASKED_FIELD = '_asked';

/** The field that says in which language the page was read, so that the next one speaks it too. */
export const LANGUAGE_FIELD = '_language';

/** The field that says an answer which was sent before is being changed. */
export const CORRECTING_FIELD = '_correcting';

/** What a page without JavaScript shows next: some questions of one page. */
export type Step = { page: string; questions: string[] };

export type SoFar = { answers: Record<string, unknown>; asked: ReadonlySet<string> };

export type AfterForm =
  | (SoFar & { state: 'step'; step: Step })
  | (SoFar & { state: 'problems'; step: Step; problems: AnswerProblem[] })
  | { state: 'complete'; accepted: Accepted };

/**
 * The questions that stand before a person who has answered so far, in order. The answers of hidden questions count for
 * nothing, as in the gate.
 */
export function visibleQuestions(
  definition: SurveyDefinition,
  answers: Record<string, unknown>,
): PlacedQuestion[] {
  const kept: Record<string, unknown> = {};
  return compiled(definition).flatMap(({ placed, conditions }) => {
    if (!conditions.every((holds) => holds(kept))) return [];
    const { name } = placed.question;
    if (Object.hasOwn(answers, name)) kept[name] = answers[name];
    return [placed];
  });
}

type Compiled = { placed: PlacedQuestion; conditions: ReturnType<typeof compileCondition>[] };

// A definition never changes, and parsing its conditions takes milliseconds.
const known = new WeakMap<SurveyDefinition, Compiled[]>();

function compiled(definition: SurveyDefinition): Compiled[] {
  const before = known.get(definition);
  if (before) return before;
  const questions = questionsOf(definition).map((placed) => ({
    placed,
    conditions: placed.conditions.map((condition) => compileCondition(condition)),
  }));
  known.set(definition, questions);
  return questions;
}

/** The first page with a question that stands there and was not put yet, and those questions of it. */
export function nextStep(definition: SurveyDefinition, { answers, asked }: SoFar): Step | 'complete' {
  const owed = visibleQuestions(definition, answers).filter(({ question }) => !asked.has(question.name));
  const first = owed[0];
  if (!first) return 'complete';
  return {
    page: first.page.name,
    questions: owed.filter(({ page }) => page === first.page).map(({ question }) => question.name),
  };
}

/**
 * The page to come back to with some answers: the furthest with one, or the one behind it when nothing is open there.
 * What was passed over before that was passed over on purpose, or is asked again before sending.
 */
export function standingPage(
  definition: SurveyDefinition,
  answers: Record<string, unknown>,
): string | undefined {
  const visible = visibleQuestions(definition, answers);
  const isAnswered = ({ question }: PlacedQuestion) => Object.hasOwn(answers, question.name);
  const pages = [...new Set(visible.map(({ page }) => page))];
  const furthest = visible.findLast(isAnswered)?.page ?? pages[0];
  const isDone = visible.filter(({ page }) => page === furthest).every(isAnswered);
  const next = pages[pages.findIndex((page) => page === furthest) + 1];
  return ((isDone ? next : undefined) ?? furthest)?.name;
}

/**
 * Reads one plain form post and says what follows: the next questions, the questions to mend, or the accepted response.
 * A form without the list of asked questions is taken as the whole survey.
 */
export function afterForm(
  definition: SurveyDefinition,
  accept: Accept,
  entries: Iterable<[string, unknown]>,
): AfterForm {
  const fields = [...entries];
  const soFar = { answers: fromForm(definition, fields), asked: askedIn(definition, fields) };
  const acceptance = accept(soFar.answers);
  const problems = acceptance.ok ? [] : acceptance.problems.filter((problem) => isDue(problem, soFar.asked));
  if (problems.length > 0)
    return { ...soFar, state: 'problems', problems, step: stepToMend(definition, soFar, problems) };
  const step = nextStep(definition, soFar);
  if (step !== 'complete') return { ...soFar, state: 'step', step };
  if (acceptance.ok) return { state: 'complete', accepted: acceptance };
  return {
    ...soFar,
    state: 'problems',
    problems: acceptance.problems,
    step: stepToMend(definition, soFar, acceptance.problems),
  };
}

const ownerOf = (field: string): string =>
  field.endsWith(COMMENT_SUFFIX) ? field.slice(0, -COMMENT_SUFFIX.length) : field;

/** A required question that was not put yet is not missing yet. */
const isDue = ({ question, code }: AnswerProblem, asked: ReadonlySet<string>): boolean =>
  code !== 'required' || asked.has(ownerOf(question));

function askedIn(definition: SurveyDefinition, fields: [string, unknown][]): ReadonlySet<string> {
  const names = questionsOf(definition).map(({ question }) => question.name);
  const field = fields.find(([name]) => name === ASKED_FIELD)?.[1];
  if (typeof field !== 'string') return new Set(names);
  const said = new Set(field.slice(0, names.length * (LONGEST_NAME + 1)).split(' '));
  return new Set(names.filter((name) => said.has(name)));
}

function stepToMend(
  definition: SurveyDefinition,
  { answers, asked }: SoFar,
  problems: AnswerProblem[],
): Step {
  const visible = visibleQuestions(definition, answers);
  const wrong = new Set(problems.map(({ question }) => ownerOf(question)));
  const page = (visible.find(({ question }) => wrong.has(question.name)) ?? visible[0])?.page;
  const shown = visible.filter((placed) => placed.page === page && asked.has(placed.question.name));
  return { page: page?.name ?? '', questions: shown.map(({ question }) => question.name) };
}
