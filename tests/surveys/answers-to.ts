import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDefinition } from '#surveys/definition.ts';
import { readDocument } from '#surveys/read-document.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import {
  INPUT_TYPES,
  type InputType,
  questionsOf,
  type SurveyDefinition,
  type SurveyQuestion,
} from '#surveys/survey-definition.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { everyType } from './every-type.ts';

export type Given = Record<string, unknown>;

/** Every survey there is to try: all types at once, the shipped ones, and what is served of the documents of others. */
export const surveys: [string, SurveyDefinition][] = [
  ['every type', everyType()],
  ...INPUT_TYPES.map((inputType): [string, SurveyDefinition] => [`a line of ${inputType}`, aLine(inputType)]),
  ...shippedSurveys().map(({ code, definition }): [string, SurveyDefinition] => [code, definition]),
  ...documentsOfOthers(),
];

/** With bounds where it may have them. */
function aLine(inputType: InputType): SurveyDefinition {
  const bounds: Partial<Record<InputType, object>> = {
    number: { min: 18, max: 99 },
    date: { min: '2026-01-01', max: '2026-06-30' },
    time: { min: '09:00', max: '18:00' },
    'datetime-local': { min: '2026-03-01T00:00', max: '2026-12-31T23:59' },
    month: { min: '2026-03', max: '2026-12' },
    week: { min: '2026-W09', max: '2026-W52' },
  };
  const line = { type: 'text', name: 'line', title: 'Line', inputType, ...bounds[inputType] };
  const document = { pages: [{ name: 'page', elements: [line] }] };
  const checked = checkDefinition(document, { kind: 'transactional', languages: ['en'] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.definition;
}

function documentsOfOthers(): [string, SurveyDefinition][] {
  const folder = sharedFile('conformance/surveyjs');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file): [string, SurveyDefinition][] => {
      const document: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const { served } = readDocument(document, { kind: 'other', languages: ['en'] });
      return served ? [[file, served]] : [];
    });
}

const words = fc.constantFrom('a', 'Зря', 'متأخر', 'x y', '<b>');
const linesOf: Partial<Record<InputType, fc.Arbitrary<string>>> = {
  email: fc.constantFrom('ada@example.org', 'ada', 'a@b.co', 'a@b.c', 'a..b@c.org', 'a@b@c.org'),
  date: fc.constantFrom('2026-02-28', '2026-07-01', '2026-02-30', '2025-12-31', 'soon'),
  time: fc.constantFrom('09:30', '18:00', '18:01', '24:00'),
  'datetime-local': fc.constantFrom('2026-03-01T09:30', '2026-02-28T23:59', '2027-01-01T00:00', '2026-03-01'),
  month: fc.constantFrom('2026-02', '2026-03', '2026-12', '2027-01'),
  week: fc.constantFrom('2026-W08', '2026-W09', '2026-W52', '2027-W01'),
  url: fc.constantFrom('https://example.org/x', 'example.org', 'javascript:alert(1)'),
};
const noise = fc.constantFrom(11, -1, 'abc', true, '9', 'zzz', 3.5);

function answerTo(question: SurveyQuestion): fc.Arbitrary<unknown> {
  if (question.type === 'rating')
    return fc.integer({ min: question.rateMin ?? 1, max: question.rateMax ?? 5 });
  if (question.type === 'boolean') return fc.boolean();
  if (question.type === 'comment') return words;
  if (question.type === 'text')
    return question.inputType === 'number'
      ? fc.integer({ min: 10, max: 110 })
      : (linesOf[question.inputType ?? 'text'] ?? words);
  if (question.type === 'matrix') {
    const column = fc.constantFrom(...question.columns.map(({ value }) => value));
    const rows = Object.fromEntries(question.rows.map(({ value }) => [value, column]));
    return fc.record(rows, { requiredKeys: [], noNullPrototype: true });
  }
  const values = question.choices.map(({ value }) => value);
  const extra = [...(question.showOtherItem ? ['other'] : []), ...(question.showNoneItem ? ['none'] : [])];
  const one = fc.constantFrom(...values, ...extra);
  return question.type === 'checkbox' ? fc.uniqueArray(one, { minLength: 1, maxLength: 3 }) : one;
}

/** SurveyJS complains aloud of anything but an object where a matrix stands, and throws where a month is no month. */
const canStray = (question: SurveyQuestion): boolean =>
  question.type !== 'matrix' &&
  !(question.type === 'text' && question.min !== undefined && question.inputType !== 'number');

const hasComment = (question: SurveyQuestion): boolean =>
  question.showCommentArea === true || ('showOtherItem' in question && question.showOtherItem === true);

/** Answers a person may give or leave out, hidden questions' ones included; `strays` of 9 are no such answers at all. */
export function answersTo(definition: SurveyDefinition, strays: number): fc.Arbitrary<Given> {
  const fields = questionsOf(definition).flatMap(({ question }): [string, fc.Arbitrary<unknown>][] => [
    [
      question.name,
      fc.oneof(
        { weight: 8, arbitrary: answerTo(question) },
        { weight: canStray(question) ? strays : 0, arbitrary: noise },
      ),
    ],
    ...(hasComment(question)
      ? [[`${question.name}-Comment`, words] satisfies [string, fc.Arbitrary<unknown>]]
      : []),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [], noNullPrototype: true });
}
