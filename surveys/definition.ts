import {
  type DefinitionProblem,
  isObject,
  type PropertyReaders,
  type Reading,
  readCondition,
  readLook,
  readPlainText,
  readProperties,
  readText,
  report,
} from './definition-reader.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { readName, readQuestion } from './question-reader.ts';
import { questionsOf, type SurveyDefinition } from './survey-definition.ts';

export type { DefinitionProblem };

/** What a survey is for; only the monthly one is bound in length (practice A1). */
export type SurveyKind = 'monthly' | 'transactional' | 'exit' | 'staff' | 'loyal';

export type CheckedDefinition =
  { ok: true; problems: []; definition: SurveyDefinition } | { ok: false; problems: DefinitionProblem[] };

const FEWEST_MONTHLY = 3;
const MOST_MONTHLY = 5;
const MOST_QUESTIONS = 60;
const DEEPEST_PANELS = 4;

const LOOK_OF_THE_SURVEY = [
  'locale',
  'widthMode',
  'width',
  'logoPosition',
  'showTitle',
  'showQuestionNumbers',
  'showProgressBar',
  'requiredText',
  'requiredMark',
  'questionTitleLocation',
  'questionErrorLocation',
  'checkErrorsMode',
];

const SURVEY: PropertyReaders = {
  title: readText,
  description: readText,
  completeText: readText,
  completedHtml: readPlainText,
  pages: (value, path, reading) => readPages(value, path, reading),
  ...Object.fromEntries(LOOK_OF_THE_SURVEY.map((property) => [property, readLook])),
};

const containerOf = (depth: number): PropertyReaders => ({
  type: (value) => value,
  name: readName,
  title: readText,
  description: readText,
  visibleIf: readCondition,
  startWithNewLine: readLook,
  titleLocation: readLook,
  elements: (value, path, reading) => readElements(value, { path, reading, depth }),
});

/**
 * Reads any JSON as a survey and lists everything we would not ask, show or understand, each with its place. What passes
 * comes back as `definition`, cut to the part of SurveyJS this product runs; store and serve that. Never throws.
 */
export function checkDefinition(
  json: unknown,
  { kind, languages = LANGUAGES }: { kind: SurveyKind; languages?: readonly Language[] },
): CheckedDefinition {
  const reading: Reading = {
    languages,
    problems: [],
    asked: new Set(),
    names: new Set(),
    measures: new Set(),
  };
  if (!isObject(json)) return { ok: false, problems: [{ path: '', message: 'must be a SurveyJS document' }] };
  const { elements, ...rest } = json;
  const source = elements === undefined ? json : { ...rest, pages: [{ name: 'page1', elements }] };
  if (elements !== undefined && 'pages' in json)
    report(reading, 'elements', 'stands beside pages: have one of them');
  if (!('pages' in source)) report(reading, 'pages', 'is missing');
  const read = readProperties(source, { path: '', readers: SURVEY, reading });
  // Every property was read by the tables, which keep nothing outside the type.
  const definition = read as SurveyDefinition;
  if (reading.problems.length === 0) checkLength(definition, kind, reading);
  return reading.problems.length > 0
    ? { ok: false, problems: reading.problems }
    : { ok: true, problems: [], definition };
}

function checkLength(definition: SurveyDefinition, kind: SurveyKind, reading: Reading): void {
  const count = questionsOf(definition).length;
  if (count === 0 || count > MOST_QUESTIONS)
    report(reading, 'pages', `asks ${count} questions; 1 to ${MOST_QUESTIONS}`);
  if (kind === 'monthly' && (count < FEWEST_MONTHLY || count > MOST_MONTHLY))
    report(
      reading,
      'pages',
      `a monthly survey asks ${FEWEST_MONTHLY} to ${MOST_MONTHLY} questions, this one ${count}`,
    );
}

function readPages(value: unknown, path: string, reading: Reading): unknown {
  if (!Array.isArray(value) || value.length === 0) return report(reading, path, 'must be a list of pages');
  return value.map((page: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(page)) return report(reading, at, 'must be a page');
    const named = 'name' in page ? page : { name: `page${index + 1}`, ...page };
    return readContainer(named, { path: at, reading, depth: 0 });
  });
}

type Place = { path: string; reading: Reading; depth: number };

function readContainer(source: Record<string, unknown>, { path, reading, depth }: Place): unknown {
  if (!('name' in source)) report(reading, path, 'has no name');
  if (!('elements' in source)) report(reading, path, 'has no elements');
  const { elements, ...head } = source;
  // Elements come last, so that a page's own condition cannot look at the questions on it.
  return readProperties(elements === undefined ? head : { ...head, elements }, {
    path,
    readers: containerOf(depth),
    reading,
  });
}

function readElements(value: unknown, { path, reading, depth }: Place): unknown {
  if (!Array.isArray(value)) return report(reading, path, 'must be a list of questions and panels');
  if (depth > DEEPEST_PANELS) return report(reading, path, `panels stand more than ${DEEPEST_PANELS} deep`);
  return value.map((element: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(element)) return report(reading, at, 'must be a question or a panel');
    return element['type'] === 'panel'
      ? readContainer(element, { path: at, reading, depth: depth + 1 })
      : readQuestion(element, at, reading);
  });
}
