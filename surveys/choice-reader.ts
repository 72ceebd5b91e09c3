import {
  isObject,
  type PropertyReader,
  type PropertyReaders,
  readProperties,
  readText,
  report,
  wordOf,
} from './definition-reader.ts';
import { parseReason, REASON_CATEGORIES } from './reasons.ts';

export const MOST_CHOICES = 100;
const LONGEST_CHOICE_VALUE = 200;

const readReason: PropertyReader = (value, path, reading) =>
  parseReason(value)
    ? value
    : report(reading, path, ['not-a-reason', { categories: REASON_CATEGORIES.join(', ') }]);

const readChoiceValue: PropertyReader = (value, path, reading) => {
  const isWord = typeof value === 'string' && isChoiceWord(value);
  return isWord || Number.isSafeInteger(value)
    ? value
    : report(reading, path, ['choice-value', { most: LONGEST_CHOICE_VALUE }]);
};

/** What can be a form field's value and come back the same: one line without blanks at its ends. */
const isChoiceWord = (value: string): boolean =>
  value.length <= LONGEST_CHOICE_VALUE && value.trim() === value && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(value);

const CHOICE: PropertyReaders = { value: readChoiceValue, text: readText, reason: readReason };

/** Reads the choices of a question, each with a value of its own, a text in every language and perhaps a reason. */
export const readChoices: PropertyReader = (value, path, reading) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CHOICES)
    return report(reading, path, ['choice-count', { most: MOST_CHOICES }]);
  const seen = new Set<string>();
  return value.map((choice: unknown, index) => {
    const at = `${path}[${index}]`;
    const source = isObject(choice) ? choice : { value: choice };
    const read = readProperties(source, { path: at, readers: CHOICE, reading });
    if (!('value' in source)) report(reading, at, 'choice-without-value');
    if (seen.has(wordOf(source['value'])))
      report(reading, at, ['choice-twice', { value: wordOf(source['value']).slice(0, 60) }]);
    if (
      !('text' in source) &&
      typeof source['value'] === 'string' &&
      reading.languages.some((l) => l !== 'en')
    )
      report(reading, at, ['text-missing', { languages: reading.languages.join(', ') }]);
    seen.add(wordOf(source['value']));
    return read;
  });
};
