import {
  type DefinitionProblem,
  definitionProblem,
  type DefinitionProblemCode,
} from './definition-problem.ts';
import {
  isObject,
  type PropertyReader,
  type PropertyReaders,
  type Reading,
  readCondition,
  readFlag,
  readLook,
  readNumber,
  readOneOf,
  readProperties,
  readText,
  readWhole,
  report,
  wordOf,
} from './definition-reader.ts';
import { MOST_CHOICES, readChoices, readColumns, readRows } from './choice-reader.ts';
import { namedAsToday } from './document-properties.ts';
import { fitOf, rowFitOf } from './measure-fit.ts';
import { readMeasure } from './measure-reader.ts';
import { parseMeasure } from './measures.ts';
import { COMMENT_SUFFIX, INPUT_TYPES, LONGEST_TEXT, ROW_MARK } from './survey-definition.ts';
import { isTimeInput, isTimeText } from './time-text.ts';

const QUESTION_TYPES = [
  'rating',
  'radiogroup',
  'dropdown',
  'checkbox',
  'boolean',
  'text',
  'comment',
  'matrix',
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

const SAID_APART: Record<string, DefinitionProblemCode> = {
  html: 'type-html',
  file: 'type-file',
  signaturepad: 'type-signature',
  expression: 'type-expression',
};

/** A name that can be a field of a form and a key of an object, and no comment's or housekeeping field's. */
export const readName: PropertyReader = (value, path, reading) => {
  if (typeof value !== 'string' || !/^[A-Za-z][\w-]{0,59}$/u.test(value))
    return report(reading, path, 'name-form');
  if (value in Object.prototype || value.endsWith(COMMENT_SUFFIX))
    return report(reading, path, ['name-reserved', { name: value }]);
  if (reading.names.has(value.toLowerCase())) return report(reading, path, ['name-twice', { name: value }]);
  reading.names.add(value.toLowerCase());
  return value;
};

const COMMON: PropertyReaders = {
  type: (value) => value,
  name: readName,
  title: readText,
  description: readText,
  isRequired: readFlag,
  requiredIf: readCondition,
  visibleIf: readCondition,
  measure: readMeasure,
  startWithNewLine: readLook,
  titleLocation: readLook,
  width: readLook,
  minWidth: readLook,
  maxWidth: readLook,
};

const COMMENT_AREA: PropertyReaders = {
  showCommentArea: readFlag,
  commentText: readText,
  commentPlaceholder: readText,
};

const SELECT: PropertyReaders = {
  ...COMMON,
  ...COMMENT_AREA,
  choices: readChoices,
  colCount: readLook,
  showOtherItem: readFlag,
  otherText: readText,
  otherPlaceholder: readText,
  showNoneItem: readFlag,
  noneText: readText,
};

const readBound: PropertyReader = (value, path, reading) =>
  typeof value === 'string' ? value : readNumber(value, path, reading);

export const PROPERTIES: Record<QuestionType, PropertyReaders> = {
  rating: {
    ...COMMON,
    ...COMMENT_AREA,
    rateMin: readWhole(0, 9),
    rateMax: readWhole(1, 10),
    minRateDescription: readText,
    maxRateDescription: readText,
    displayMode: readLook,
  },
  radiogroup: SELECT,
  dropdown: { ...SELECT, placeholder: readText },
  checkbox: {
    ...SELECT,
    minSelectedChoices: readWhole(0, MOST_CHOICES),
    maxSelectedChoices: readWhole(1, MOST_CHOICES),
  },
  boolean: { ...COMMON, labelTrue: readText, labelFalse: readText, renderAs: readLook },
  text: {
    ...COMMON,
    inputType: readOneOf(...INPUT_TYPES),
    min: readBound,
    max: readBound,
    maxLength: readWhole(1, LONGEST_TEXT.comment),
    placeholder: readText,
  },
  comment: {
    ...COMMON,
    rows: readWhole(1, 20),
    autoGrow: readLook,
    maxLength: readWhole(1, LONGEST_TEXT.comment),
    placeholder: readText,
  },
  matrix: {
    ...COMMON,
    ...COMMENT_AREA,
    rows: readRows,
    columns: readColumns,
    eachRowRequired: readFlag,
  },
};

/** What a question cannot be asked without. */
const NEEDED: Record<QuestionType, string[]> = {
  rating: ['name', 'title'],
  radiogroup: ['name', 'title', 'choices'],
  dropdown: ['name', 'title', 'choices'],
  checkbox: ['name', 'title', 'choices'],
  boolean: ['name', 'title'],
  text: ['name', 'title'],
  comment: ['name', 'title'],
  matrix: ['name', 'title', 'rows', 'columns'],
};

export const isQuestionType = (type: unknown): type is QuestionType =>
  QUESTION_TYPES.some((known) => known === type);

/** Reads a question of a supported type; what does not fit is reported with its path. */
export function readQuestion(source: Record<string, unknown>, path: string, reading: Reading): unknown {
  const type = source['type'];
  if (!isQuestionType(type)) {
    const why = typeof type === 'string' && Object.hasOwn(SAID_APART, type) ? SAID_APART[type] : undefined;
    return report(reading, `${path}.type`, why ?? ['type-not-served', { type: wordOf(type).slice(0, 60) }]);
  }
  const modern = namedAsToday(source);
  const question = readProperties(modern, { path, readers: PROPERTIES[type], reading });
  for (const needed of NEEDED[type])
    if (!(needed in modern)) report(reading, path, ['missing', { property: needed }]);
  reading.problems.push(...misfits(question, path));
  if (typeof question['name'] === 'string') markAsked(question['name'], question, reading);
  return question;
}

/** Conditions may look at the question and, in a matrix, at each of its rows. */
function markAsked(name: string, { rows }: Record<string, unknown>, { asked }: Reading): void {
  asked.add(name);
  for (const row of Array.isArray(rows) ? rows : [])
    if (isObject(row) && /^[\w-]+$/u.test(wordOf(row['value'])))
      asked.add(`${name}${ROW_MARK}${wordOf(row['value'])}`);
}

function misfits(question: Record<string, unknown>, path: string): DefinitionProblem[] {
  const found: DefinitionProblem[] = [];
  const add = (property: string, code: DefinitionProblemCode, params = {}) =>
    found.push(definitionProblem(`${path}.${property}`, code, params));
  const { rateMin = 1, rateMax = 5 } = question;
  const [min, max] = [boundOf(question['min'], -Infinity), boundOf(question['max'], Infinity)];
  if (question['type'] === 'rating' && Number(rateMin) >= Number(rateMax))
    add('rateMax', 'scale-upside-down');
  for (const bound of ['min', 'max'])
    if (question[bound] !== undefined && !isBound(question['inputType'], question[bound]))
      add(bound, 'not-a-bound');
  if (min > max) add('max', 'min-above-max');
  if (Number(question['minSelectedChoices'] ?? 0) > Number(question['maxSelectedChoices'] ?? MOST_CHOICES))
    add('maxSelectedChoices', 'selection-upside-down');
  if (question['showOtherItem'] === true && question['showCommentArea'] === true)
    add('showCommentArea', 'other-and-comment');
  for (const value of reservedChoices(question)) add('choices', 'choice-reserved', { value });
  found.push(...rowMisfits(question, path));
  const measure = parseMeasure(question['measure']);
  const misfit = measure ? fitOf(measure, question) : null;
  if (misfit) add('measure', ...misfit);
  return found;
}

function rowMisfits(question: Record<string, unknown>, path: string): DefinitionProblem[] {
  const rows = question['type'] === 'matrix' && Array.isArray(question['rows']) ? question['rows'] : [];
  return rows.flatMap((row: unknown, index) => {
    const measure = isObject(row) ? parseMeasure(row['measure']) : null;
    const misfit = measure ? rowFitOf(measure, question['columns']) : null;
    return misfit ? [definitionProblem(`${path}.rows[${index}].measure`, ...misfit)] : [];
  });
}

/** A number for a number, a text of its own form for a time; for other texts there is none. */
const isBound = (inputType: unknown, bound: unknown): boolean =>
  inputType === 'number'
    ? typeof bound === 'number'
    : isTimeInput(inputType) && typeof bound === 'string' && isTimeText(inputType, bound);

const boundOf = (bound: unknown, none: number): number | string =>
  typeof bound === 'number' || typeof bound === 'string' ? bound : none;

/** Values of our own items, which no other choice beside them may have; "none" among several stands alone always. */
function reservedChoices(question: Record<string, unknown>): string[] {
  const choices = Array.isArray(question['choices']) ? question['choices'] : [];
  const values = new Set(choices.map((choice) => (isObject(choice) ? choice['value'] : choice)));
  const reserved = [
    ...(question['showOtherItem'] === true ? ['other'] : []),
    ...(question['showNoneItem'] === true || question['type'] === 'checkbox' ? ['none'] : []),
  ];
  return reserved.filter((value) => values.has(value));
}
