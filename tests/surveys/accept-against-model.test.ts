import fc from 'fast-check';
import { Model } from 'survey-core';
import { expect, test } from 'vitest';
import { compile, type ProblemCode } from '#surveys/accept.ts';
import { visibleQuestions } from '#surveys/form-steps.ts';
import { INPUT_TYPES } from '#surveys/survey-definition.ts';
import { answersTo, type Given, surveys } from './answers-to.ts';
import { everyType } from './every-type.ts';

test('the surveys tried are the shipped ones and what is served of the documents of others', () => {
  const served = surveys.filter(([name]) => name.endsWith('.json'));
  expect(surveys.length - served.length).toBe(8 + INPUT_TYPES.length);
  expect(served.length).toBeGreaterThan(3);
});

/** Answers as a person does: question after question, only those that stand on the page. */
function answeredByPerson(model: Model, answers: Given): Model {
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

const standing = (model: Model): string[] =>
  model
    .getAllQuestions()
    .filter((question) => question.isVisible && question.isParentVisible)
    .map(({ name }) => name);

// What the model lets through and the gate does not: each has its row below. A missing answer is not among them.
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
  '%s: the gate accepts what the model completes, with the same answers and the same questions',
  { timeout: 120_000 },
  (_code, definition) => {
    const take = compile(definition);
    const person = new Model(structuredClone(definition));
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(answersTo(definition, 1), (sent) => {
        const result = take(sent);
        const model = answeredByPerson(person, sent);
        const asked = visibleQuestions(definition, sent).map(({ question }) => question.name);
        if (result.ok) {
          seen.accepted += 1;
          expect(asked).toEqual(standing(model));
          expect(model.validate()).toBe(true);
          model.doComplete();
          expect(model.data).toEqual(result.answers);
          expect(take(result.answers)).toEqual(result);
          return;
        }
        if (result.problems.some(({ code }) => STRICTER.has(code))) return;
        seen.refused += 1;
        expect(asked).toEqual(standing(model));
        expect(model.validate(), JSON.stringify(result.problems)).toBe(false);
      }),
      { numRuns: 150 },
    );
    expect(seen.accepted).toBeGreaterThan(10);
  },
);

const told = { nps: 0, why: 'fine', city: 'x' };
const cared = { nps: 9, sales: 5, work: { service: 2 }, 'true-of-us': { kind: 'yes', quick: 'no' } };
const shown = { nps: 9, 'on-time': false, city: 'x' };

// SurveyJS is a page, not a judge: this is what it completes when the answers do not come from it.
test.each<[string, Given, string, ProblemCode]>([
  ['a score off the scale', { nps: 42 }, 'nps', 'off-scale'],
  ['a score below the scale', { nps: -1, why: 'fine' }, 'nps', 'off-scale'],
  ['a broken score', { nps: 9.5 }, 'nps', 'off-scale'],
  ['a score as text', { nps: '9' }, 'nps', 'off-scale'],
  ['words for a score', { nps: 'abc' }, 'nps', 'off-scale'],
  ['a list of one score', { nps: [9] }, 'nps', 'off-scale'],
  ['an unknown key', { nps: 9, zzz: 1 }, 'zzz', 'unknown'],
  ['a comment of no question', { nps: 9, 'nps-Comment': 'x' }, 'nps-Comment', 'unknown'],
  ['neither yes nor no', { nps: 9, 'on-time': 'maybe' }, 'on-time', 'wrong-type'],
  ['a foreign choice', { nps: 9, why: 'weather' }, 'why', 'not-a-choice'],
  ['a foreign choice in a list', { ...told, which: ['zzz'] }, 'which', 'not-a-choice'],
  ['a repeated choice', { ...told, which: ['high', 'high'] }, 'which', 'repeated'],
  ['too much chosen', { ...told, which: ['high', 'fees', 'slow'] }, 'which', 'too-many'],
  ['"none" in company', { ...told, which: ['none', 'fees'] }, 'which', 'not-alone'],
  ['an over-long text', { ...told, which: ['fees'], deeper: 'x'.repeat(21) }, 'deeper', 'too-long'],
  ['an over-long comment', { nps: 9, 'sales-Comment': 'x'.repeat(4001) }, 'sales-Comment', 'too-long'],
  ['a number as text', { ...shown, age: '30' }, 'age', 'wrong-type'],
  ['a number for a text', { ...shown, words: 5 }, 'words', 'wrong-type'],
  ['NUL in a text', { ...shown, words: 'a\0b' }, 'words', 'unreadable'],
  ['half a character', { ...shown, words: 'a\ud800' }, 'words', 'unreadable'],
  ['an address with a quoted name', { ...shown, mail: '"a"@b.co' }, 'mail', 'not-an-email'],
  ['a link that runs', { ...cared, day: '2026-07-01', page: 'javascript:alert(1)' }, 'page', 'not-a-link'],
  ['a day that is none', { ...cared, day: '2026-02-30' }, 'day', 'not-a-date'],
  ['a row not asked', { ...cared, work: { sales: 5 } }, 'work', 'not-a-row'],
  ['a column not offered', { ...cared, work: { service: 6 } }, 'work', 'not-a-choice'],
  ['a row as text', { ...cared, work: { service: '5' } }, 'work', 'not-a-choice'],
])('the gate is stricter: %s', (_what, answers, question, code) => {
  const definition = everyType();
  const model = new Model(structuredClone(definition));
  model.data = answers;
  expect(model.validate(), 'the model takes it').toBe(true);
  const result = compile(definition)(answers);
  expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ question, code }));
});
