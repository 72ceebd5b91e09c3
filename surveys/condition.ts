import { type ConditionPart, parseCondition } from './condition-parser.ts';
import { plainAnswer, RULES, TESTS } from './condition-rules.ts';
import { ROW_MARK } from './survey-definition.ts';

export type Condition = (answers: Readonly<Record<string, unknown>>) => boolean;
type Evaluate = (answers: Readonly<Record<string, unknown>>) => unknown;

/**
 * A condition that `checkExpression` has let through, as a function of the answers, parsed once. It decides as SurveyJS's
 * ConditionRunner does, without its 300 kB; a text that cannot be read never holds, and no answer makes it throw.
 */
export function compileCondition(text: string): Condition {
  const part = parseCondition(text);
  const evaluate: Evaluate = part ? compiled(part) : () => false;
  return (answers) => {
    try {
      return Number(evaluate(answers)) === 1;
    } catch {
      // An object in an answer's place that cannot become a text or a number; SurveyJS throws.
      return false;
    }
  };
}

function compiled(part: ConditionPart): Evaluate {
  if (part.is === 'constant') return () => part.value;
  if (part.is === 'answer') return answerNamed(part.name);
  if (part.is === 'list') {
    const items = part.items.map(compiled);
    return (answers) => items.map((item) => item(answers));
  }
  if ('of' in part) {
    const [test, of] = [TESTS[part.is], compiled(part.of)];
    return (answers) => test(of(answers));
  }
  const [rule, left, right] = [RULES[part.is], compiled(part.left), compiled(part.right)];
  return (answers) => rule(left(answers), right(answers));
}

function answerNamed(name: string): Evaluate {
  const [question = '', row] = name.split(ROW_MARK);
  if (row === undefined) return (answers) => plainAnswer(own(answers, question));
  return (answers) => plainAnswer(own(own(answers, question), row));
}

const own = (answers: unknown, name: string): unknown =>
  typeof answers === 'object' && answers !== null && Object.hasOwn(answers, name)
    ? ((answers as Record<string, unknown>)[name] ?? null)
    : null;
