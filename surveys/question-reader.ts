import {
  type DefinitionProblem,
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
} from './definition-reader.ts';
import { MOST_CHOICES, readChoices } from './choice-reader.ts';
import { fitOf } from './measure-fit.ts';
import { MEASURES, parseMeasure } from './measures.ts';
import { COMMENT_SUFFIX, LONGEST_TEXT } from './survey-definition.ts';

const QUESTION_TYPES = [
  'rating',
  'radiogroup',
  'dropdown',
  'checkbox',
  'boolean',
  'text',
  'comment',
] as const;
type QuestionType = (typeof QUESTION_TYPES)[number];

const SAID_APART: Record<string, string> = {
  html: 'html questions are refused, because their markup would run in the page: use a description',
  file: 'file uploads are refused',
  signaturepad: 'drawn signatures are refused',
  expression: 'computed questions are not supported',
};

/** A name that can be a field of a form and a key of an object, and no comment's or housekeeping field's. */
export const readName: PropertyReader = (value, path, reading) => {
  if (typeof value !== 'string' || !/^[A-Za-z][\w-]{0,59}$/u.test(value))
    return report(
      reading,
      path,
      'must begin with a Latin letter and have letters, digits, - and _ only, at most 60',
    );
  if (value in Object.prototype || value.endsWith(COMMENT_SUFFIX))
    return report(reading, path, `${value} is reserved`);
  if (reading.names.has(value.toLowerCase())) return report(reading, path, `the name ${value} stands twice`);
  reading.names.add(value.toLowerCase());
  return value;
};

const readMeasure: PropertyReader = (value, path, reading) => {
  const measure = parseMeasure(value);
  if (!measure)
    return report(reading, path, `not a measure; use ${MEASURES.join(', ')} or department:<code>`);
  if (measure !== 'verbatim' && reading.measures.has(measure))
    return report(reading, path, `${measure} is measured twice`);
  reading.measures.add(measure);
  return measure;
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

const PROPERTIES: Record<QuestionType, PropertyReaders> = {
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
    inputType: readOneOf('text', 'email', 'tel', 'number'),
    min: readNumber,
    max: readNumber,
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
};

const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['hasOther', 'showOtherItem'],
  ['hasNone', 'showNoneItem'],
  ['hasComment', 'showCommentArea'],
]);

const isQuestionType = (type: unknown): type is QuestionType =>
  QUESTION_TYPES.some((known) => known === type);

/** Reads a question of a supported type; what does not fit is reported with its path. */
export function readQuestion(source: Record<string, unknown>, path: string, reading: Reading): unknown {
  const type = source['type'];
  if (!isQuestionType(type)) {
    const why = typeof type === 'string' && Object.hasOwn(SAID_APART, type) ? SAID_APART[type] : undefined;
    return report(
      reading,
      `${path}.type`,
      why ?? `the question type ${JSON.stringify(type)} is not supported`,
    );
  }
  const modern = Object.fromEntries(
    Object.entries(source).map(([key, value]) => [OLD_NAMES.get(key) ?? key, value]),
  );
  const question = readProperties(modern, { path, readers: PROPERTIES[type], reading });
  for (const needed of type in CHOOSING ? ['name', 'title', 'choices'] : ['name', 'title'])
    if (!(needed in modern)) report(reading, path, `has no ${needed}`);
  for (const problem of misfits(question)) report(reading, `${path}${problem.path}`, problem.message);
  if (typeof question['name'] === 'string') reading.asked.add(question['name']);
  return question;
}

const CHOOSING = { radiogroup: true, dropdown: true, checkbox: true };

function misfits(question: Record<string, unknown>): DefinitionProblem[] {
  const found: DefinitionProblem[] = [];
  const { rateMin = 1, rateMax = 5, min = -Infinity, max = Infinity } = question;
  if (question['type'] === 'rating' && Number(rateMin) >= Number(rateMax))
    found.push({ path: '.rateMax', message: 'must be above rateMin' });
  if (Number(min) > Number(max)) found.push({ path: '.max', message: 'must not be below min' });
  if (Number(question['minSelectedChoices'] ?? 0) > Number(question['maxSelectedChoices'] ?? MOST_CHOICES))
    found.push({ path: '.maxSelectedChoices', message: 'must not be below minSelectedChoices' });
  if (question['showOtherItem'] === true && question['showCommentArea'] === true)
    found.push({
      path: '.showCommentArea',
      message: 'the text of "other" and a comment share one field: have one',
    });
  const measure = parseMeasure(question['measure']);
  const misfit = measure ? fitOf(measure, question) : null;
  return misfit ? [...found, { path: '.measure', message: misfit }] : found;
}
