import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { questionsOf } from '#surveys/survey-definition.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { everyType } from './every-type.ts';

const takeInInterview = compile(everyType(), { ownWords: true });
const takeFromHer = compile(everyType());
const words = 'as she put it';

describe('whoever writes down what is said in an interview', () => {
  test.each(shippedSurveys().map(({ code, definition }) => ({ code, definition })))(
    'may add her words to any question of $code that stands there, and each is a verbatim of it',
    ({ definition }) => {
      const accept = compile(definition, { ownWords: true });
      for (const { question, conditions } of questionsOf(definition)) {
        if (conditions.length > 0) continue;
        const required = { recommend: 3, reason: 'price', satisfied: 2 };
        const known = new Set(questionsOf(definition).map(({ question: { name } }) => name));
        const answers = Object.fromEntries(Object.entries(required).filter(([name]) => known.has(name)));
        const result = accept({ ...answers, [`${question.name}-Comment`]: words });
        const problems = result.ok ? [] : result.problems.filter(({ code }) => code !== 'required');
        expect(problems).toEqual([]);
        if (result.ok) expect(result.verbatims).toContainEqual({ question: question.name, text: words });
      }
    },
  );

  test('has them kept where the question itself is left open', () => {
    expect(takeInInterview({ nps: 9, 'on-time-Comment': words })).toEqual({
      ok: true,
      answers: { nps: 9, 'on-time-Comment': words },
      scores: [{ measure: 'nps', value: 9 }],
      reasons: [],
      whys: [[], []],
      verbatims: [{ question: 'on-time', text: words }],
    });
  });

  test.each([
    ['beside a choice that is not "other"', { nps: 9, why: 'fine', 'why-Comment': words }, true],
    ['beside "other"', { nps: 9, why: 'other', 'why-Comment': words }, true],
    ['not at all beside "other", which owes a text', { nps: 9, why: 'other' }, false],
    ['as a blank, which is nothing', { nps: 9, 'nps-Comment': ' ' }, true],
    ['at more than 4,000 characters', { nps: 9, 'nps-Comment': 'x'.repeat(4001) }, false],
    ['with NUL in them', { nps: 9, 'nps-Comment': 'a\0b' }, false],
    ['as a number', { nps: 9, 'nps-Comment': 7 }, false],
    ['beside what is not asked', { nps: 9, 'zzz-Comment': words }, false],
    ['beside her words', { nps: 9, 'nps-Comment-Comment': words }, false],
  ])('gives them %s', (_how, answers, isTaken) => {
    expect(takeInInterview(answers).ok).toBe(isTaken);
  });

  test('loses those of a question that has left the page', () => {
    expect(takeInInterview({ nps: 9, 'which-Comment': words })).toMatchObject({ answers: { nps: 9 } });
  });

  test('changes nothing for the customer herself', () => {
    const refused = takeFromHer({ nps: 9, 'nps-Comment': words });
    expect(refused).toMatchObject({ problems: [{ question: 'nps-Comment', code: 'unknown' }] });
    const answers = { nps: 9, why: 'fine', 'why-Comment': words };
    expect(takeFromHer(answers)).toMatchObject({ answers: { nps: 9, why: 'fine' }, verbatims: [] });
  });
});
