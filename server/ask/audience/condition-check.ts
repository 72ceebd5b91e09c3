import { isDay } from '../../company/calendar-day.ts';
import type { Condition } from '#db/schema/program-parts.ts';
import { fieldOf, valueKindOf, type Operator } from './condition.ts';

const deepest = 6;
const mostTests = 60;
const mostValues = 200;
const longestText = 200;
const longestDays = 3650;

/** What is wrong with a condition somebody sent, by the place of it such as `all.0.any.2.value`. Empty: nothing. */
export function conditionProblems(sent: unknown): Record<string, string> {
  const problems: Record<string, string> = {};
  const tests = check(sent, [], problems);
  if (tests > mostTests) problems['(all)'] = `At most ${mostTests} tests.`;
  return problems;
}

/** Whether what was sent is a condition; then it may be compiled. */
export function isCondition(sent: unknown): sent is Condition {
  return Object.keys(conditionProblems(sent)).length === 0;
}

function check(sent: unknown, place: string[], problems: Record<string, string>): number {
  const refuse = (problem: string, ...at: string[]) => {
    problems[[...place, ...at].join('.') || '(all)'] = problem;
    return 0;
  };
  if (place.length > deepest * 2) return refuse(`At most ${deepest} levels.`);
  if (!isRecord(sent)) return refuse('This is not a condition.');
  const [key = '', ...others] = Object.keys(sent);
  if ('field' in sent) return checkTest(sent, refuse);
  if (others.length > 0 || !['all', 'any', 'not'].includes(key)) return refuse('This is not a condition.');
  if (key === 'not') return check(sent.not, [...place, 'not'], problems);
  const parts: unknown = sent[key];
  if (!Array.isArray(parts)) return refuse('This must be a list.', key);
  if (parts.length > mostTests) return refuse(`At most ${mostTests} tests.`, key);
  if (key === 'any' && parts.length === 0) return refuse('One of nothing never holds.', key);
  return parts.reduce<number>((sum, part, at) => sum + check(part, [...place, key, String(at)], problems), 0);
}

type Refuse = (problem: string, ...at: string[]) => number;

function checkTest(test: Record<string, unknown>, refuse: Refuse): number {
  const { field: name, is, value, ...others } = test;
  const field = typeof name === 'string' && name.length <= longestText ? fieldOf(name) : undefined;
  if (!field) return refuse('There is no such field.', 'field');
  if (Object.keys(others).length > 0) return refuse('This is not a test.');
  if (typeof is !== 'string' || !field.operators.includes(is as Operator)) {
    return refuse('This field cannot be tested so.', 'is');
  }
  const problem = valueProblems[valueKindOf(is) ?? 'nothing'](value, field.values);
  return problem === null ? 1 : refuse(problem, 'value');
}

type Values = readonly string[] | undefined;

const valueProblems: Record<
  NonNullable<ReturnType<typeof valueKindOf>>,
  (value: unknown, values: Values) => string | null
> = {
  nothing: (value) => (value === undefined ? null : 'This test needs no value.'),
  text: (value) => (isText(value) ? null : `A text of at most ${longestText} characters.`),
  list: (value, values) => {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isText)) return 'Choose at least one.';
    if (value.length > mostValues) return `At most ${mostValues}.`;
    return values && !value.every((one) => values.includes(one)) ? 'There is no such choice.' : null;
  },
  number: (value) => (isCount(value, Number.MAX_SAFE_INTEGER) ? null : 'A whole number, not negative.'),
  days: (value) => (isCount(value, longestDays) ? null : `A number of days from 0 to ${longestDays}.`),
  day: (value) => (typeof value === 'string' && isDay(value) ? null : 'This is not a day of the calendar.'),
};

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestText;
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
