import {
  type DefinitionProblem,
  definitionProblem,
  type DefinitionProblemCode,
  type ProblemParams,
} from './definition-problem.ts';
import { checkExpression } from './expression.ts';
import { isObject } from './is-object.ts';
import type { Language } from './languages.ts';
import type { OwnDetails } from './reasons.ts';

/** What reading one document needs and gathers. */
export type Reading = {
  languages: readonly Language[];
  problems: DefinitionProblem[];
  /** Names of the questions read so far: a condition may look at these only. */
  asked: Set<string>;
  /** Names of everything read so far, in lower case. */
  names: Set<string>;
  measures: Set<string>;
  /** The company's own details, which a choice may state beside the shipped ones. */
  ownDetails: OwnDetails;
};

/** Reads one property, reports what is wrong with it, and returns what is kept (`undefined` for nothing). */
export type PropertyReader = (value: unknown, path: string, reading: Reading) => unknown;
export type PropertyReaders = Readonly<Record<string, PropertyReader>>;

export { isObject };

/** A value in words, for messages and comparisons; an object of a stranger's may not even become a text. */
export const wordOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';

export function report(
  reading: Reading,
  path: string,
  problem: DefinitionProblemCode | [DefinitionProblemCode, ProblemParams],
): undefined {
  const [code, params] = typeof problem === 'string' ? [problem, {}] : problem;
  reading.problems.push(definitionProblem(path, code, params));
  return undefined;
}

/** Reads an object's properties by a table; a property outside the table is reported. */
export function readProperties(
  source: Record<string, unknown>,
  { path, readers, reading }: { path: string; readers: PropertyReaders; reading: Reading },
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(source)) {
    const at = path === '' ? property : `${path}.${property}`;
    const reader = Object.hasOwn(readers, property) ? readers[property] : undefined;
    if (!reader) report(reading, at, ['property-not-served', { property }]);
    const read = reader?.(value, at, reading);
    if (read !== undefined) kept[property] = read;
  }
  return kept;
}

/** A property that only changes SurveyJS's own look, which our page does not use. */
export const readLook: PropertyReader = () => undefined;

export const readFlag: PropertyReader = (value, path, reading) =>
  typeof value === 'boolean' ? value : report(reading, path, 'not-a-flag');

export const readWhole =
  (min: number, max: number): PropertyReader =>
  (value, path, reading) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? value
      : report(reading, path, ['not-whole', { min, max }]);

export const readNumber: PropertyReader = (value, path, reading) =>
  Number.isFinite(value) ? value : report(reading, path, 'not-a-number');

export const readOneOf =
  (...allowed: string[]): PropertyReader =>
  (value, path, reading) =>
    allowed.some((word) => word === value)
      ? value
      : report(reading, path, ['not-one-of', { allowed: allowed.join(', ') }]);

const LONGEST_SHOWN_TEXT = 2000;

/** A text that must stand in every language the survey is offered in. */
export const readText: PropertyReader = (value, path, reading) => {
  if (typeof value !== 'string' && !isObject(value)) return report(reading, path, 'not-a-text');
  const texts = typeof value === 'string' ? { default: value } : value;
  for (const [language, text] of Object.entries(texts)) {
    const problem = problemOfText(text);
    if (problem) report(reading, typeof value === 'string' ? path : `${path}.${language}`, problem);
  }
  const missing = reading.languages.filter((language) => !textStands(texts, language));
  if (missing.length > 0) return report(reading, path, ['text-missing', { languages: missing.join(', ') }]);
  return typeof texts['default'] === 'string'
    ? value
    : { default: texts[reading.languages.includes('en') ? 'en' : (reading.languages[0] ?? 'en')], ...texts };
};

/** Like `readText`, and refuses markup, because SurveyJS would put it into the page as it is. */
export const readPlainText: PropertyReader = (value, path, reading) => {
  const texts = isObject(value) ? Object.values(value) : [value];
  if (texts.some((text) => typeof text === 'string' && /[<&]/u.test(text)))
    return report(reading, path, 'markup-refused');
  return readText(value, path, reading);
};

export const readCondition: PropertyReader = (value, path, reading) => {
  const checked = checkExpression(value);
  if (!checked.ok) return report(reading, path, checked.problem);
  const unknown = checked.names.filter((name) => !reading.asked.has(name));
  if (unknown.length === 0) return value;
  return report(reading, path, ['condition-looks-ahead', { names: unknown.join(', ') }]);
};

const textStands = (texts: Record<string, unknown>, language: Language): boolean =>
  [texts[language], ...(language === 'en' ? [texts['default']] : [])].some(
    (text) => typeof text === 'string' && text.trim() !== '',
  );

function problemOfText(text: unknown): DefinitionProblemCode | [DefinitionProblemCode, ProblemParams] | null {
  if (typeof text !== 'string') return 'not-a-text';
  if (text.length > LONGEST_SHOWN_TEXT) return ['text-too-long', { most: LONGEST_SHOWN_TEXT }];
  const filled = /\{[^{}]*\}/u.exec(text);
  return filled ? ['text-filled', { filled: filled[0].slice(0, 60) }] : null;
}
