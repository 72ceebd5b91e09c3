import { compileGate, isRows, type AnswerProblem, type Answers, type GateOptions } from './gate.ts';
import { type Measure, scoreOf } from './measures.ts';
import { markedReason, type Reason } from './reasons.ts';
import { COMMENT_SUFFIX, questionsOf, type SurveyDefinition } from './survey-definition.ts';
import type { MatrixQuestion, SurveyQuestion } from './survey-definition.ts';

export { isRows };
export type { Answer, AnswerProblem, Answers, MatrixAnswer, ProblemCode } from './gate.ts';

export type Score = { measure: Measure; value: number };
export type StatedReason = Reason & { question: string };
export type Verbatim = { question: string; text: string };

export type Accepted = {
  ok: true;
  answers: Answers;
  scores: Score[];
  /** The ones asked for as reasons first, then what a measured question told ("not on time"). */
  reasons: StatedReason[];
  /**
   * What was chosen at each question that asks why and leaves the category open, in the order they are asked: the second
   * is the indirect one, which the polite excuse given first is told by (practice R5).
   */
  whys: Reason[][];
  verbatims: Verbatim[];
};
export type Acceptance = Accepted | { ok: false; problems: AnswerProblem[] };

/** A survey's gate: pure, reusable, microseconds a call. */
export type Accept = (answers: unknown) => Acceptance;

/** Builds the gate of one survey version: what `compileGate` lets through, with what it tells us. */
export function compile(definition: SurveyDefinition, options: GateOptions = {}): Accept {
  const judge = compileGate(definition, options);
  const told = questionsOf(definition).map(({ question }) => toldBy(question, options));
  return (given) => {
    const judged = judge(given);
    return judged.ok ? accepted(told, judged.answers) : judged;
  };
}

/** What the answer to one question tells, as it is marked. */
type Told = {
  name: string;
  comment: string | null;
  measure: Measure | null;
  /** The rows that carry a mark. */
  rowMeasures: [string, Measure][];
  isFreeText: boolean;
  /** Asks why, with choices of more than one category. */
  isWhy: boolean;
  reasons: ReadonlyMap<unknown, Reason>;
};

function toldBy(question: SurveyQuestion, { ownWords = false }: GateOptions): Told {
  const reasons = reasonsOf(question);
  const categories = new Set(Array.from(reasons.values(), ({ category }) => category));
  const hasOther = 'showOtherItem' in question && question.showOtherItem === true;
  return {
    name: question.name,
    comment: hasOther || ownWords || question.showCommentArea ? question.name + COMMENT_SUFFIX : null,
    measure: question.measure ?? null,
    rowMeasures: question.type === 'matrix' ? rowMeasuresOf(question) : [],
    isFreeText: question.type === 'comment' || (question.type === 'text' && question.measure === 'verbatim'),
    isWhy: !question.measure && categories.size > 1,
    reasons,
  };
}

const rowMeasuresOf = ({ rows }: MatrixQuestion): [string, Measure][] =>
  rows.flatMap(({ value, measure }): [string, Measure][] => (measure ? [[String(value), measure]] : []));

function reasonsOf(question: SurveyQuestion): Map<unknown, Reason> {
  const reasons = new Map<unknown, Reason>();
  for (const choice of 'choices' in question ? question.choices : []) {
    const reason = markedReason(choice.reason);
    if (reason) reasons.set(choice.value, reason);
  }
  return reasons;
}

function accepted(told: Told[], answers: Answers): Accepted {
  const result: Accepted = { ok: true, answers, scores: [], reasons: [], whys: [], verbatims: [] };
  const besideMeasures: StatedReason[] = [];
  for (const one of told) {
    const answer = answers[one.name];
    const score = one.measure ? scoreOf(one.measure, answer) : null;
    if (one.measure && score !== null) result.scores.push({ measure: one.measure, value: score });
    for (const [row, measure] of one.rowMeasures) {
      const value = scoreOf(measure, isRows(answer) ? answer[row] : undefined);
      if (value !== null) result.scores.push({ measure, value });
    }
    const why: Reason[] = [];
    if (one.isWhy) result.whys.push(why);
    for (const value of Array.isArray(answer) ? answer : [answer]) {
      const reason = one.reasons.get(value);
      if (!reason) continue;
      (one.measure ? besideMeasures : result.reasons).push({ question: one.name, ...reason });
      why.push(reason);
    }
    if (one.isFreeText && typeof answer === 'string')
      result.verbatims.push({ question: one.name, text: answer });
    const comment = one.comment ? answers[one.comment] : undefined;
    if (typeof comment === 'string') result.verbatims.push({ question: one.name, text: comment });
  }
  result.reasons = withoutVague(result.reasons.concat(besideMeasures));
  return result;
}

/** A bare category says nothing more where the same response names a detail of it. */
function withoutVague(reasons: StatedReason[]): StatedReason[] {
  if (reasons.length < 2) return reasons;
  const said = new Set<string>();
  for (const { category, detail } of reasons) if (detail) said.add(category);
  return reasons.filter(({ category, detail }) => {
    const code = detail ? `${category}/${detail}` : category;
    const isNew = !said.has(code);
    said.add(code);
    return isNew;
  });
}
