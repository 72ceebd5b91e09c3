import { checkAnswer, type Problem, type ProblemCode } from './answer-check.ts';
import { compileCondition } from './condition.ts';
import { COMMENT_SUFFIX, LONGEST_TEXT, questionsOf, type SurveyDefinition } from './survey-definition.ts';
import type { CommentQuestion, PlacedQuestion, SurveyQuestion, TextQuestion } from './survey-definition.ts';

export type Answer = string | number | boolean | (string | number)[] | MatrixAnswer;
/** The chosen column of each answered row. */
export type MatrixAnswer = Record<string, string | number>;
export type Answers = Record<string, Answer>;
export type AnswerProblem = Problem & { question: string };
export type { ProblemCode };

export type Judged = { ok: true; answers: Answers } | { ok: false; problems: AnswerProblem[] };

export type GateOptions = {
  /**
   * For whoever writes down what is said in an interview: every question asked takes a comment, and what stands there is
   * a verbatim of it; everything else is judged the same.
   */
  ownWords?: boolean;
};

/** Judges the answers to one survey: pure, reusable, microseconds a call. */
export type Gate = (answers: unknown) => Judged;

/**
 * Builds the judge of one survey version, the same on the server and in the browser; build once, call for every response.
 *
 * Questions are judged in the order they are asked, conditions on the answers kept so far. As in SurveyJS on completion,
 * the answers of hidden questions are dropped without being looked at, so are the comments that belong to nothing chosen.
 * Stricter than SurveyJS: an unknown key, a value off the scale or of another type, a repeated or foreign choice, a text
 * over its cap or with characters that cannot be stored, and a required text of blanks are refused. `null`, [] and blank
 * texts are no answer.
 */
export function compileGate(definition: SurveyDefinition, options: GateOptions = {}): Gate {
  const steps = questionsOf(definition).map((placed) => compiledStep(placed, options));
  const known = new Set(steps.flatMap(({ name, comment }) => (comment ? [name, comment.name] : [name])));
  return (given) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return {
        ok: false,
        problems: [{ question: '', code: 'not-an-object', message: 'the answers must be an object' }],
      };
    const taking: Taking = { given: new Map(Object.entries(given)), kept: {}, problems: [] };
    for (const key of taking.given.keys())
      if (!known.has(key))
        refuse(taking, key.slice(0, 80), { code: 'unknown', message: 'is not asked here' });
    for (const step of steps) if (step.conditions.every((holds) => holds(taking.kept))) take(step, taking);
    return taking.problems.length > 0
      ? { ok: false, problems: taking.problems }
      : { ok: true, answers: taking.kept };
  };
}

type Condition = (answers: Answers) => boolean;
export type Taking = { given: Map<string, unknown>; kept: Answers; problems: AnswerProblem[] };
/** What is said beside an answer: with the choice "other" it is owed, without it taken where `standsAlone`. */
type Comment = { name: string; isOther: boolean; standsAlone: boolean };
export type Step = {
  name: string;
  conditions: Condition[];
  isRequired: Condition;
  isBlank: (value: unknown) => boolean;
  check: (value: unknown) => Problem | null;
  comment: Comment | null;
  /** The cap of a text. */
  longest: number | null;
};

export function compiledStep(
  { question, conditions }: PlacedQuestion,
  { ownWords = false }: GateOptions = {},
): Step {
  const requiredIf = question.requiredIf ? compileCondition(question.requiredIf) : () => false;
  const isOther = 'showOtherItem' in question && question.showOtherItem === true;
  const owesRows = question.type === 'matrix' && question.eachRowRequired === true;
  const standsAlone = ownWords || (!isOther && question.showCommentArea === true);
  const hasComment = isOther || standsAlone;
  return {
    name: question.name,
    conditions: conditions.map((condition) => compileCondition(condition)),
    isRequired: question.isRequired || owesRows ? () => true : requiredIf,
    isBlank: question.type === 'matrix' ? hasNoRows : isBlank,
    check: checkAnswer(question),
    comment: hasComment ? { name: question.name + COMMENT_SUFFIX, isOther, standsAlone } : null,
    longest: isText(question) ? (question.maxLength ?? LONGEST_TEXT[question.type]) : null,
  };
}

const isText = (question: SurveyQuestion): question is TextQuestion | CommentQuestion =>
  question.type === 'text' || question.type === 'comment';

/** Judges one question's answer, and keeps it or says why not. */
export function take(step: Step, taking: Taking): void {
  const value = taking.given.get(step.name);
  const isAnswered = !step.isBlank(value);
  const problem = isAnswered ? step.check(value) : null;
  if (problem) return refuse(taking, step.name, problem);
  // The check has let through only the kinds of value an answer can be.
  if (isAnswered) taking.kept[step.name] = value as Answer;
  else if (step.isRequired(taking.kept))
    refuse(taking, step.name, { code: 'required', message: 'needs an answer' });
  if (step.comment) takeComment(step.comment, { value, taking });
}

const checkComment = checkAnswer({ type: 'comment', name: '', maxLength: LONGEST_TEXT.comment });

function takeComment(
  { name, isOther, standsAlone }: Comment,
  { value, taking }: { value: unknown; taking: Taking },
): void {
  const isOwed = isOther && (value === 'other' || (Array.isArray(value) && value.includes('other')));
  if (!isOwed && !standsAlone) return;
  const text = taking.given.get(name);
  if (isBlank(text)) {
    if (isOwed) refuse(taking, name, { code: 'required', message: 'needs a text beside "other"' });
    return;
  }
  const problem = checkComment(text);
  if (problem) return refuse(taking, name, problem);
  if (typeof text === 'string') taking.kept[name] = text;
}

/** Whether a kept answer is a matrix's: an object of rows. */
export const isRows = (answer: unknown): answer is MatrixAnswer =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer);

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** A matrix none of whose rows is answered. */
const hasNoRows = (value: unknown): boolean =>
  isBlank(value) || (isRows(value) && Object.keys(value).length === 0);

const MOST_PROBLEMS = 100;

function refuse(taking: Taking, question: string, problem: Problem): void {
  if (taking.problems.length < MOST_PROBLEMS) taking.problems.push({ question, ...problem });
}
