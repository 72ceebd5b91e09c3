import type { DefinitionProblemCode, ProblemParams } from './definition-problem.ts';
import {
  isObject,
  type PropertyReader,
  type PropertyReaders,
  type Reading,
  readProperties,
  readText,
  report,
  wordOf,
} from './definition-reader.ts';
import { readMeasure } from './measure-reader.ts';
import { parseReason, REASON_CATEGORIES } from './reasons.ts';

export const MOST_CHOICES = 100;
export const MOST_ROWS = 20;
export const MOST_COLUMNS = 11;
const LONGEST_CHOICE_VALUE = 200;

const readReason: PropertyReader = (value, path, reading) =>
  parseReason(value, reading.ownDetails)
    ? value
    : report(reading, path, ['not-a-reason', { categories: REASON_CATEGORIES.join(', ') }]);

const readChoiceValue: PropertyReader = (value, path, reading) => {
  const problem = problemOfChoiceValue(value);
  return problem ? report(reading, path, problem) : value;
};

/** Why a value cannot be a choice's, `null` when it can. */
export const problemOfChoiceValue = (value: unknown): [DefinitionProblemCode, ProblemParams] | null =>
  Number.isSafeInteger(value) || (typeof value === 'string' && isChoiceWord(value))
    ? null
    : ['choice-value', { most: LONGEST_CHOICE_VALUE }];

/** What can be a form field's value and come back the same: one line without blanks at its ends. */
const isChoiceWord = (value: string): boolean =>
  value.length <= LONGEST_CHOICE_VALUE && value.trim() === value && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(value);

const CHOICE: PropertyReaders = { value: readChoiceValue, text: readText, reason: readReason };

/** Reads the choices of a question, each with a value of its own, a text in every language and perhaps a reason. */
export const readChoices: PropertyReader = (value, path, reading) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CHOICES)
    return report(reading, path, ['choice-count', { most: MOST_CHOICES }]);
  return readItems(value, path, { reading, readers: CHOICE, alike: wordOf });
};

const readRowValue: PropertyReader = (value, path, reading) =>
  wordOf(value) in Object.prototype
    ? report(reading, path, ['name-reserved', { name: wordOf(value) }])
    : readChoiceValue(value, path, reading);

const readShort =
  (most: number, readers: PropertyReaders, alike = wordOf): PropertyReader =>
  (value, path, reading) =>
    Array.isArray(value) && value.length > 0 && value.length <= most
      ? readItems(value, path, { reading, readers, alike })
      : report(reading, path, ['choice-count', { most }]);

/** The rows of a matrix: each is a field of the form and may be measured. A condition finds them whatever the letter case. */
export const readRows = readShort(
  MOST_ROWS,
  { value: readRowValue, text: readText, measure: readMeasure },
  (value) => wordOf(value).toLowerCase(),
);

/** The columns of a matrix: the choices every row offers. */
export const readColumns = readShort(MOST_COLUMNS, { value: readChoiceValue, text: readText });

type Items = { reading: Reading; readers: PropertyReaders; alike: (value: unknown) => string };

function readItems(value: unknown[], path: string, { reading, readers, alike }: Items): unknown[] {
  const seen = new Set<string>();
  return value.map((choice: unknown, index) => {
    const at = `${path}[${index}]`;
    const source = isObject(choice) ? choice : { value: choice };
    const read = readProperties(source, { path: at, readers, reading });
    if (!('value' in source)) report(reading, at, 'choice-without-value');
    if (seen.has(alike(source['value'])))
      report(reading, at, ['choice-twice', { value: wordOf(source['value']).slice(0, 60) }]);
    if (
      !('text' in source) &&
      typeof source['value'] === 'string' &&
      reading.languages.some((l) => l !== 'en')
    )
      report(reading, at, ['text-missing', { languages: reading.languages.join(', ') }]);
    seen.add(alike(source['value']));
    return read;
  });
}
