import {
  ArrayOperand,
  BinaryOperand,
  ConditionsParser,
  Const,
  type Operand,
  UnaryOperand,
  Variable,
} from 'survey-core';
import { type ConditionPart, parseCondition } from './condition-parser.ts';
import type { DefinitionProblemCode, ProblemParams } from './definition-problem.ts';

const LONGEST_EXPRESSION = 500;
const DEEPEST_PARENTHESES = 5;

const COMPARISONS = new Set(
  `and or equal notequal greater less greaterorequal lessorequal contains notcontains anyof allof noneof`.split(
    ' ',
  ),
);
const TESTS = new Set(['empty', 'notempty', 'negate']);

export type CheckedExpression =
  { ok: true; names: string[] } | { ok: false; problem: [DefinitionProblemCode, ProblemParams] };

/**
 * Reads a SurveyJS condition and says which answers it looks at. Only comparisons of answers with constants, `and`, `or`
 * and `not` are run: no functions (some read the clock), no arithmetic, and of parts of answers only a matrix's rows.
 */
export function checkExpression(text: unknown): CheckedExpression {
  if (typeof text !== 'string' || text.trim() === '')
    return { ok: false, problem: ['condition-not-text', {}] };
  if (text.length > LONGEST_EXPRESSION)
    return { ok: false, problem: ['condition-too-long', { most: LONGEST_EXPRESSION }] };
  // The parser recurses and backtracks; nobody writes deeper than this by hand.
  if (parenthesesDepth(text) > DEEPEST_PARENTHESES)
    return { ok: false, problem: ['condition-too-deep', { most: DEEPEST_PARENTHESES }] };
  const operand = parsed(text);
  if (!operand) return { ok: false, problem: ['condition-unreadable', { condition: text }] };
  const unknown = unsupportedPart(operand);
  if (unknown) return { ok: false, problem: ['condition-not-run', { part: unknown, condition: text }] };
  const part = parseCondition(text);
  if (!part || !isBoundAs(operand, part))
    return { ok: false, problem: ['condition-ambiguous', { condition: text }] };
  const names: string[] = [];
  operand.setVariables(names);
  return { ok: true, names: [...new Set(names)] };
}

function parsed(text: string): Operand | null {
  try {
    return new ConditionsParser().parseExpression(text) ?? null;
  } catch {
    return null;
  }
}

function unsupportedPart(operand: unknown): string | null {
  if (operand instanceof Variable)
    return /^[A-Za-z][\w-]*(?:\.(?!length$)[\w-]+)?$/u.test(operand.variable)
      ? null
      : `{${operand.variable}}`;
  if (operand instanceof Const) return null;
  if (operand instanceof ArrayOperand) return firstUnsupported(operand.values);
  if (operand instanceof UnaryOperand)
    return TESTS.has(operand.operator) ? unsupportedPart(operand.expression) : `"${operand.operator}"`;
  if (operand instanceof BinaryOperand)
    return COMPARISONS.has(operand.operator)
      ? firstUnsupported([operand.leftOperand, operand.rightOperand])
      : `"${operand.operator}"`;
  return 'a function';
}

function isBoundAs(operand: unknown, part: ConditionPart | undefined): boolean {
  if (!part) return false;
  if (operand instanceof Variable) return part.is === 'answer' && part.name === operand.variable;
  if (operand instanceof Const) return part.is === 'constant' && part.value === operand.correctValue;
  if (operand instanceof ArrayOperand)
    return (
      part.is === 'list' &&
      part.items.length === operand.values.length &&
      operand.values.every((value: unknown, index) => isBoundAs(value, part.items[index]))
    );
  if (operand instanceof UnaryOperand)
    return part.is === operand.operator && 'of' in part && isBoundAs(operand.expression, part.of);
  if (!(operand instanceof BinaryOperand) || part.is !== operand.operator || !('left' in part)) return false;
  return isBoundAs(operand.leftOperand, part.left) && isBoundAs(operand.rightOperand, part.right);
}

function firstUnsupported(operands: unknown[]): string | null {
  for (const operand of operands) {
    const part = unsupportedPart(operand);
    if (part) return part;
  }
  return null;
}

// What stands in quotes or names an answer binds nothing, whatever parentheses it holds.
const CLOSED_BY: Record<string, string> = { "'": "'", '"': '"', '{': '}' };

function parenthesesDepth(text: string): number {
  let [depth, deepest, closing] = [0, 0, ''];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (closing) {
      if (character === '\\' && closing !== '}') at++;
      else if (character === closing) closing = '';
    } else if (character === '(') deepest = Math.max(deepest, ++depth);
    else if (character === ')') depth--;
    else closing = CLOSED_BY[character] ?? '';
  }
  return deepest;
}
