import {
  isObject,
  type PropertyReader,
  type PropertyReaders,
  readProperties,
  readText,
  report,
} from './definition-reader.ts';
import { parseReason, REASON_CATEGORIES } from './reasons.ts';

export const MOST_CHOICES = 100;

const readReason: PropertyReader = (value, path, reading) =>
  parseReason(value)
    ? value
    : report(
        reading,
        path,
        `not a reason; use ${REASON_CATEGORIES.join(', ')} or a code such as price/too-high`,
      );

const readChoiceValue: PropertyReader = (value, path, reading) => {
  const isWord = typeof value === 'string' && /^[\w.-]{1,60}$/u.test(value);
  if (!isWord && !Number.isInteger(value))
    return report(reading, path, 'must be a short word or a whole number');
  return value === 'other' || value === 'none'
    ? report(reading, path, `${value} is reserved: use showOtherItem or showNoneItem`)
    : value;
};

const CHOICE: PropertyReaders = { value: readChoiceValue, text: readText, reason: readReason };

/** Reads the choices of a question, each with a value of its own, a text in every language and perhaps a reason. */
export const readChoices: PropertyReader = (value, path, reading) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CHOICES)
    return report(reading, path, `must be a list of 1 to ${MOST_CHOICES} choices`);
  const seen = new Set<string>();
  return value.map((choice: unknown, index) => {
    const at = `${path}[${index}]`;
    const source = isObject(choice) ? choice : { value: choice };
    const read = readProperties(source, { path: at, readers: CHOICE, reading });
    if (!('value' in source)) report(reading, at, 'has no value');
    if (seen.has(String(source['value'])))
      report(reading, at, `the value ${String(source['value'])} stands twice`);
    if (
      !('text' in source) &&
      typeof source['value'] === 'string' &&
      reading.languages.some((l) => l !== 'en')
    )
      report(reading, at, `no text in ${reading.languages.join(', ')}`);
    seen.add(String(source['value']));
    return read;
  });
};
