import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { everyType } from './every-type.ts';

const [monthly, exitInterview] = shippedSurveys().map(({ definition }) => compile(definition));
const takeMonthly = monthly!;
const takeExit = exitInterview!;
const takeEvery = compile(everyType());

const cared = { nps: 9, sales: 5 };

const shown = { nps: 9, 'on-time': false, city: 'x' };

describe('an answer is refused, with its question and code, when', () => {
  test.each<[string, unknown, string, string]>([
    ['it is nothing', null, '', 'not-an-object'],
    ['it is a list', [], '', 'not-an-object'],
    ['it is a text', '{}', '', 'not-an-object'],
    ['it answers what is not asked', { nps: 9, zzz: 1 }, 'zzz', 'unknown'],
    ['it reaches for the prototype', JSON.parse('{"nps":9,"__proto__":{"a":1}}'), '__proto__', 'unknown'],
    ['it calls itself constructor', { nps: 9, constructor: 1 }, 'constructor', 'unknown'],
    ['a comment belongs to no question', { nps: 9, 'nps-Comment': 'x' }, 'nps-Comment', 'unknown'],
    ['a required question is left out', {}, 'nps', 'required'],
    ['a required question is null', { nps: null }, 'nps', 'required'],
    ['a conditionally required one is left out', { nps: 6 }, 'why', 'required'],
    ['a score is off the scale', { nps: 11 }, 'nps', 'off-scale'],
    ['a score is below the scale', { nps: -1 }, 'nps', 'off-scale'],
    ['a score is broken', { nps: 9.5 }, 'nps', 'off-scale'],
    ['a score is text', { nps: '9' }, 'nps', 'off-scale'],
    ['a score is a list', { nps: [9] }, 'nps', 'off-scale'],
    ['a score is no number', { nps: Number.NaN }, 'nps', 'off-scale'],
    ['a score is endless', { nps: Infinity }, 'nps', 'off-scale'],
    ['a score is a number object', { nps: { valueOf: 9 } }, 'nps', 'off-scale'],
    ['a yes or no is neither', { nps: 9, 'on-time': 'maybe' }, 'on-time', 'wrong-type'],
    ['a choice is foreign', { nps: 9, why: 'weather' }, 'why', 'not-a-choice'],
    ['a choice is a list', { nps: 9, why: ['price'] }, 'why', 'not-a-choice'],
    ['a choice is the other spelling of a number', { ...shown, city: '7' }, 'city', 'not-a-choice'],
    ['"other" has no text', { nps: 9, why: 'other' }, 'why-Comment', 'required'],
    ['"other" has a blank text', { nps: 9, why: 'other', 'why-Comment': ' ' }, 'why-Comment', 'required'],
    [
      '"other" has no text but an object',
      { nps: 9, why: 'other', 'why-Comment': {} },
      'why-Comment',
      'wrong-type',
    ],
    ['a comment is too long', { nps: 9, 'sales-Comment': 'x'.repeat(4001) }, 'sales-Comment', 'too-long'],
    ['choices are not a list', { nps: 0, why: 'fine', which: 'high' }, 'which', 'wrong-type'],
    [
      'choices are an object',
      { nps: 0, why: 'fine', which: { length: 1, 0: 'high' } },
      'which',
      'wrong-type',
    ],
    ['a choice stands twice', { nps: 0, why: 'fine', which: ['high', 'high'] }, 'which', 'repeated'],
    ['too much is chosen', { nps: 0, why: 'fine', which: ['high', 'fees', 'slow'] }, 'which', 'too-many'],
    [
      'a chosen thing is foreign',
      { nps: 0, why: 'fine', which: ['high', ['fees']] },
      'which',
      'not-a-choice',
    ],
    ['"none" has company', { nps: 0, why: 'fine', which: ['none', 'fees'] }, 'which', 'not-alone'],
    [
      'a text is over its own cap',
      { nps: 0, why: 'fine', which: ['fees'], deeper: 'x'.repeat(21) },
      'deeper',
      'too-long',
    ],
    ['a number is text', { ...shown, age: '30' }, 'age', 'wrong-type'],
    ['a number is too small', { ...shown, age: 17 }, 'age', 'off-scale'],
    ['an address is none', { ...shown, mail: 'ada' }, 'mail', 'not-an-email'],
    ['a text is a number', { ...shown, words: 5 }, 'words', 'wrong-type'],
    ['a text has NUL in it', { ...shown, words: 'a\0b' }, 'words', 'unreadable'],
    ['a text has half a character', { ...shown, words: 'a\uD800' }, 'words', 'unreadable'],
    ['a required matrix is left out', cared, 'work', 'required'],
    ['a required matrix has no rows', { ...cared, work: {} }, 'work', 'required'],
    ['a matrix is a list', { ...cared, work: [5] }, 'work', 'wrong-type'],
    ['a matrix is a number', { ...cared, work: 5 }, 'work', 'wrong-type'],
    ['a row is not asked', { ...cared, work: { sales: 5 } }, 'work', 'not-a-row'],
    [
      'a row reaches for the prototype',
      { ...cared, work: JSON.parse('{"__proto__":5}') },
      'work',
      'not-a-row',
    ],
    ['a column is foreign', { ...cared, work: { service: 6 } }, 'work', 'not-a-choice'],
    ['a column is text', { ...cared, work: { service: '5' } }, 'work', 'not-a-choice'],
    ['a column is nothing', { ...cared, work: { service: null } }, 'work', 'not-a-choice'],
    ['a column is a list', { ...cared, work: { service: [5] } }, 'work', 'not-a-choice'],
    [
      'a row is missing where each is owed',
      { ...cared, work: { service: 1 }, 'true-of-us': { kind: 'yes' } },
      'true-of-us',
      'rows-missing',
    ],
    ['no row is answered where each is owed', { ...cared, work: { service: 1 } }, 'true-of-us', 'required'],
    ['a time is none', { ...cared, work: { service: 5 }, hour: '25:00' }, 'hour', 'not-a-date'],
    ['a time is too late', { ...cared, work: { service: 5 }, hour: '18:01' }, 'hour', 'off-scale'],
    ['a required page is left empty', { nps: 9, 'on-time': false }, 'city', 'required'],
  ])('%s', (_why, answers, question, code) => {
    const result = takeEvery(answers);
    expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ question, code }));
  });
});

describe('an answer is kept', () => {
  test('as scores, reasons and verbatims', () => {
    const answers = {
      recommend: 2,
      price: 'more',
      'on-time': 'no',
      reason: 'late',
      'reason-Comment': 'تأخر الطلب',
    };
    expect(takeMonthly(answers)).toEqual({
      ok: true,
      answers,
      scores: [
        { measure: 'nps', value: 2 },
        { measure: 'price-expectation', value: 1 },
        { measure: 'on-time', value: 0 },
      ],
      reasons: [
        { category: 'service', detail: 'late-delivery', question: 'reason' },
        { category: 'price', detail: 'too-high', question: 'price' },
      ],
      whys: [[{ category: 'service', detail: 'late-delivery' }]],
      verbatims: [{ question: 'reason', text: 'تأخر الطلب' }],
    });
  });

  test('the reason asked for comes before what a measured question told', () => {
    const result = takeMonthly({ recommend: 3, price: 'more', 'on-time': 'no', reason: 'competitor' });
    expect(result.ok && result.reasons.map(({ category }) => category)).toEqual([
      'competitor',
      'price',
      'service',
    ]);
  });

  test('with the score alone', () =>
    expect(takeMonthly({ recommend: 0 })).toMatchObject({
      ok: true,
      answers: { recommend: 0 },
      reasons: [],
    }));

  test('without what was asked on hidden questions, whatever it is', () => {
    const result = takeEvery({
      nps: 9,
      city: { evil: true },
      which: 'zzz',
      deeper: 'x'.repeat(999),
      words: 5,
    });
    expect(result).toMatchObject({ ok: true, answers: { nps: 9 } });
  });

  test('without the text beside an "other" that was not chosen', () =>
    expect(takeEvery({ nps: 9, why: 'fine', 'why-Comment': 'x' })).toMatchObject({
      answers: { nps: 9, why: 'fine' },
    }));

  test('with a comment beside an unanswered question', () =>
    expect(takeEvery({ nps: 9, 'sales-Comment': 'x' })).toMatchObject({
      answers: { nps: 9, 'sales-Comment': 'x' },
      verbatims: [{ question: 'sales', text: 'x' }],
    }));

  test('with the rows of a matrix as scores, and conditions looking into it', () => {
    const answers = {
      ...cared,
      work: { service: 2, delivery: 5, 'The shop floor': 1 },
      'true-of-us': { kind: 'yes', quick: 'no' },
      day: '2026-07-01',
      page: 'https://example.org/',
      'work-Comment': 'x',
    };
    expect(takeEvery(answers)).toMatchObject({
      ok: true,
      answers,
      scores: [
        { measure: 'nps', value: 9 },
        { measure: 'department:sales', value: 5 },
        { measure: 'department:service', value: 2 },
        { measure: 'department:delivery', value: 5 },
      ],
      verbatims: [{ question: 'work', text: 'x' }],
    });
    const happy = { ...answers, work: { service: 5 } };
    expect(takeEvery(happy)).toMatchObject({ ok: true, answers: { ...cared, work: { service: 5 } } });
  });

  test('with blanks, nulls and empty lists taken as no answer', () =>
    expect(takeEvery({ ...shown, words: ' \n', mail: null, which: [] })).toMatchObject({
      ok: true,
      answers: shown,
    }));

  test('with a condition on a hidden answer seeing nothing', () => {
    const result = takeExit({ reason: 'price', 'circumstances-detail': 'deceased', stay: ['lower-price'] });
    expect(result).toMatchObject({ ok: true, answers: { reason: 'price', stay: ['lower-price'] } });
  });
});

describe('the exit interview', () => {
  test('names the first reason, its detail and the second, indirect one, each once (R2, R5)', () => {
    const result = takeExit({
      reason: 'price',
      'price-detail': 'too-high',
      stay: ['lower-price', 'answers'],
    });
    expect(result.ok && result.reasons).toEqual([
      { category: 'price', detail: 'too-high', question: 'price-detail' },
      { category: 'service', detail: 'slow-answer', question: 'stay' },
    ]);
  });

  test('keeps the bare category where no detail is given', () => {
    const result = takeExit({ reason: 'competitor', 'competitor-detail': 'competitor-else' });
    expect(result.ok && result.reasons).toEqual([
      { category: 'competitor', detail: null, question: 'reason' },
    ]);
  });

  test('asks nothing more when the customer has died', () => {
    const answers = { reason: 'circumstances', 'circumstances-detail': 'deceased' };
    expect(takeExit({ ...answers, stay: ['answers'], 'may-call': 'yes', phone: '1' })).toMatchObject({
      answers,
      reasons: [{ category: 'circumstances', detail: 'deceased' }],
    });
  });
});

test('515 hostile strings come through as comments faithfully or are refused, and as choices never', () => {
  const file = resolve(import.meta.dirname, '../../../shared/conformance/naughty-strings/blns.json');
  expect(existsSync(file), `the hostile strings are not at ${file}; this test needs them`).toBe(true);
  const strings: string[] = JSON.parse(readFileSync(file, 'utf8'));
  expect(strings.length).toBeGreaterThan(500);
  for (const text of strings) {
    const result = takeMonthly({ recommend: 5, 'reason-Comment': text });
    const kept = result.ok ? result.answers['reason-Comment'] : undefined;
    expect(result.ok).toBe(text.length <= 4000 && !/[\0\p{Surrogate}]/u.test(text));
    expect(kept).toBe(text.trim() === '' ? undefined : text);
    expect(takeMonthly({ recommend: 5, reason: text }).ok).toBe(text.trim() === '');
    expect(
      takeMonthly(
        Object.fromEntries([
          ['recommend', 5],
          [text, 'x'],
        ]),
      ).ok,
    ).toBe(false);
  }
});
