import {
  COMMENT_SUFFIX,
  type MatrixQuestion,
  questionsOf,
  ROW_MARK,
  rowsOf,
  type SurveyDefinition,
  type SurveyQuestion,
} from './survey-definition.ts';

/** Fields of the page's form that are not answers begin with this; no question's name can. */
export const HOUSEKEEPING_PREFIX = '_';

/**
 * Turns the fields of a plain HTML form into typed answers for the gate: numbers for ratings and number fields, booleans,
 * lists for checkboxes, an object for the rows of a matrix (`<question>.<row>`), line ends as the browser's own length check counts them. It judges nothing: what does not fit
 * stays as it came and the gate refuses it. A text beside "other" with nothing chosen counts as choosing "other".
 */
export function fromForm(
  definition: SurveyDefinition,
  entries: Iterable<[string, unknown]>,
): Record<string, unknown> {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of entries)
    if (!name.startsWith(HOUSEKEEPING_PREFIX)) {
      const values = fields.get(name);
      if (values) values.push(value);
      else fields.set(name, [value]);
    }
  const answers = new Map<string, unknown>();
  for (const { question } of questionsOf(definition)) {
    const values = (fields.get(question.name) ?? []).filter((value) => value !== '');
    const said = question.type === 'matrix' ? takeRows(question, fields) : saidBeside(question, fields);
    const answer = values.length > 0 ? typed(question, values) : said;
    if (answer !== undefined) answers.set(question.name, answer);
    fields.delete(question.name);
  }
  for (const [name, values] of fields) {
    const value = values.length === 1 ? withPlainLineEnds(values[0]) : values;
    if (value !== '') answers.set(name, value);
  }
  return Object.fromEntries(answers);
}

/** The fields a plain form would send for answers: what `fromForm` reads back. What cannot be a field is left out. */
export function toForm(answers: Record<string, unknown>): [string, string][] {
  return Object.entries(answers).flatMap(([name, answer]) => {
    const fields: [string, unknown][] = Array.isArray(answer)
      ? answer.map((value): [string, unknown] => [name, value])
      : typeof answer === 'object' && answer !== null
        ? Object.entries(answer).map(([row, value]): [string, unknown] => [name + ROW_MARK + row, value])
        : [[name, answer]];
    return fields
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([field, value]): [string, string] => [field, String(value)]);
  });
}

function typed(question: SurveyQuestion, values: unknown[]): unknown {
  if (question.type === 'checkbox') return values.map((value) => choiceValue(question.choices, value));
  if (values.length > 1) return values;
  const value = values[0];
  if (question.type === 'radiogroup' || question.type === 'dropdown')
    return choiceValue(question.choices, value);
  if (question.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  const isNumber =
    question.type === 'rating' || (question.type === 'text' && question.inputType === 'number');
  return isNumber ? asNumber(value) : withPlainLineEnds(value);
}

/** The rows' fields as one answer; a row sent twice stays as it came, and so does one that was not asked. */
function takeRows(question: MatrixQuestion, fields: Map<string, unknown[]>): unknown {
  const answered = rowsOf(question).flatMap((row): [string, unknown][] => {
    const field = question.name + ROW_MARK + row;
    const values = (fields.get(field) ?? []).filter((value) => value !== '');
    fields.delete(field);
    if (values.length === 0) return [];
    return [[row, values.length === 1 ? choiceValue(question.columns, values[0]) : values]];
  });
  return answered.length > 0 ? Object.fromEntries(answered) : undefined;
}

function saidBeside(question: SurveyQuestion, fields: ReadonlyMap<string, unknown[]>): unknown {
  if (!('showOtherItem' in question) || !question.showOtherItem) return undefined;
  const text = fields.get(question.name + COMMENT_SUFFIX)?.[0];
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  return question.type === 'checkbox' ? ['other'] : 'other';
}

const choiceValue = (choices: { value: string | number }[], value: unknown): unknown =>
  choices.find((choice) => String(choice.value) === value)?.value ?? value;

const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*[-+]?\d{1,15}(?:\.\d{1,15})?\s*$/u.test(value) ? Number(value) : value;

const withPlainLineEnds = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
