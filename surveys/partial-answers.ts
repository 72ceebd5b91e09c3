import {
  type Answer,
  type Answers,
  compiledStep,
  type GateOptions,
  type ProblemCode,
  type Step,
  take,
  type Taking,
} from './gate.ts';
import { isObject } from './is-object.ts';
import { LONGEST_TEXT, questionsOf, type SurveyDefinition } from './survey-definition.ts';

/** What can be kept of answers that are not sent yet. */
export type Keep = (answers: unknown) => Answers;

/**
 * The same gate for a form that is still being filled: nothing is refused, and of what stands in it only what could be
 * sent is kept. Values off the scale, unknown keys and the answers of hidden questions are left out, a text over its cap
 * is cut off there; what only misses something yet (a choice, a row) is kept. With `ownWords` as in `compile`.
 */
export function compilePartial(definition: SurveyDefinition, options: GateOptions = {}): Keep {
  const steps = questionsOf(definition).map((placed) => compiledStep(placed, options));
  return (given) => {
    const kept: Answers = {};
    if (!isObject(given)) return kept;
    const cut = new Map(Object.entries(given));
    for (const step of steps) {
      if (!step.conditions.every((holds) => holds(kept))) continue;
      cutTexts(step, cut);
      const taking: Taking = { given: cut, kept, problems: [] };
      take(step, taking);
      const isOnlyBegun = taking.problems.some(
        ({ question, code }) => question === step.name && begun.has(code),
      );
      // The check has come to what is missing, so the kind of value is right.
      if (isOnlyBegun) kept[step.name] = cut.get(step.name) as Answer;
    }
    return kept;
  };
}

const begun: ReadonlySet<ProblemCode> = new Set(['too-few', 'rows-missing']);

function cutTexts({ name, comment, longest }: Step, given: Map<string, unknown>): void {
  cutAt(given, name, longest);
  if (comment) cutAt(given, comment.name, LONGEST_TEXT.comment);
}

function cutAt(given: Map<string, unknown>, name: string, longest: number | null): void {
  const text = given.get(name);
  if (longest === null || typeof text !== 'string' || text.length <= longest) return;
  // Half a character at the cut would make the whole text unreadable.
  given.set(name, text.slice(0, longest).replace(/[\uD800-\uDBFF]$/u, ''));
}
