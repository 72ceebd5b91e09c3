import fc from 'fast-check';
import { Model } from 'survey-core';
import { expect, test } from 'vitest';
import { compile, type ProblemCode } from '#surveys/accept.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import {
  type InputType,
  questionsOf,
  type SurveyDefinition,
  type SurveyQuestion,
} from '#surveys/survey-definition.ts';
import { everyType } from './every-type.ts';

const surveys: [string, SurveyDefinition][] = [
  ['every type', everyType()],
  ...shippedSurveys().map(({ code, definition }): [string, SurveyDefinition] => [code, definition]),
];

const words = fc.constantFrom('a', 'Зря', 'متأخر', 'x y', '<b>');
const linesOf: Partial<Record<InputType, fc.Arbitrary<string>>> = {
  date: fc.constantFrom('2026-02-28', '2026-07-01', '2026-02-30', '2025-12-31', 'soon'),
  time: fc.constantFrom('09:30', '18:00', '18:01', '24:00'),
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
      : question.inputType === 'email'
        ? fc.constantFrom('ada@example.org', 'ada', 'a@b.co')
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

function answersTo(definition: SurveyDefinition, strays: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = questionsOf(definition).flatMap(({ question }): [string, fc.Arbitrary<unknown>][] => [
    [
      question.name,
      fc.oneof(
        { weight: 8, arbitrary: answerTo(question) }, // SurveyJS complains aloud of anything but an object where a matrix stands.
        { weight: question.type === 'matrix' ? 0 : strays, arbitrary: noise },
      ),
    ],
    ...('choices' in question || question.showCommentArea
      ? [[`${question.name}-Comment`, words] as [string, fc.Arbitrary<unknown>]]
      : []),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

/** Answers as a person does: question after question, only those that stand on the page. */
function answeredByPerson(model: Model, answers: Record<string, unknown>): Model {
  model.clear();
  for (const question of model.getAllQuestions()) {
    if (!question.isVisible || !question.isParentVisible) continue;
    if (question.name in answers) question.value = answers[question.name];
    const comment = answers[`${question.name}-Comment`];
    const hasField = question.showCommentArea || (question.hasOther && question.isOtherSelected);
    if (hasField && typeof comment === 'string') question.comment = comment;
  }
  return model;
}

function askedFields(
  definition: SurveyDefinition,
  answers: Record<string, unknown>,
): Record<string, unknown> {
  const fields = new Set(
    questionsOf(definition).flatMap(({ question }) =>
      question.showCommentArea || ('showOtherItem' in question && question.showOtherItem)
        ? [question.name, `${question.name}-Comment`]
        : [question.name],
    ),
  );
  return Object.fromEntries(Object.entries(answers).filter(([key]) => fields.has(key)));
}

// What the model lets through and the gate does not; a missing answer is not among them.
const STRICTER = new Set<ProblemCode>([
  'off-scale',
  'wrong-type',
  'not-a-choice',
  'too-many',
  'not-alone',
  'not-an-email',
  'not-a-link',
  'not-a-date',
  'not-a-row',
]);

test.each(surveys)(
  '%s: what the gate accepts, the model completes with the same answers',
  { timeout: 60_000 },
  (_code, definition) => {
    const take = compile(definition);
    const person = new Model(structuredClone(definition));
    let accepted = 0;
    fc.assert(
      fc.property(answersTo(definition, 1), (answers) => {
        const sent = askedFields(definition, answers);
        const result = take(sent);
        const model = answeredByPerson(person, sent);
        if (result.ok) {
          accepted += 1;
          expect(model.validate()).toBe(true);
          model.doComplete();
          expect(model.data).toEqual(result.answers);
          expect(take(result.answers)).toEqual(result);
          return;
        }
        const isLax = result.problems.some(({ code }) => STRICTER.has(code));
        if (!isLax) expect(model.validate(), JSON.stringify(result.problems)).toBe(false);
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(10);
  },
);

test('the gate holds where the model is lax', () => {
  const definition = everyType();
  const take = compile(definition);
  for (const answers of [{ nps: 11 }, { nps: 'abc' }, { nps: 9, zzz: 1 }, { nps: 9, 'on-time': 'maybe' }]) {
    const model = new Model(structuredClone(definition));
    model.data = answers;
    expect(model.validate()).toBe(true);
    expect(take(answers).ok).toBe(false);
  }
});
