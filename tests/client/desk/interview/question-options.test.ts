import { describe, expect, test } from 'vitest';
import { answerWith, chosenBy, optionsOf, type Digit } from '#client/desk/interview/question-options.ts';
import { endsOf, kindOf, minutesFor } from '#client/desk/interview/script.ts';
import { visibleQuestions } from '#surveys/form-steps.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { questionsOf, type SurveyQuestion } from '#surveys/survey-definition.ts';

const scale = (rateMin: number, rateMax: number): SurveyQuestion => ({
  type: 'rating',
  name: 'q',
  rateMin,
  rateMax,
});
const choices = (count: number): SurveyQuestion => ({
  type: 'radiogroup',
  name: 'q',
  choices: Array.from({ length: count }, (_, at) => ({ value: `c${at + 1}` })),
});
const press = (question: SurveyQuestion, key: string, before: Digit | null = null) =>
  chosenBy(optionsOf(question, 'en'), { key, at: 5000 }, before)?.value ?? null;

describe('a digit', () => {
  test.each<[string, SurveyQuestion, string, unknown]>([
    ['is its point on 0 to 10', scale(0, 10), '0', 0],
    ['is its point on 0 to 10', scale(0, 10), '7', 7],
    ['is its point on 1 to 5', scale(1, 5), '5', 5],
    ['off a scale of 1 to 5 is nothing', scale(1, 5), '6', null],
    ['0 off a scale of 1 to 5 is nothing', scale(1, 5), '0', null],
    ['0 is ten on a scale of 1 to 10', scale(1, 10), '0', 10],
    ['is the choice of its place', choices(12), '3', 'c3'],
    ['0 is the tenth choice', choices(12), '0', 'c10'],
    ['behind the last choice is nothing', choices(2), '3', null],
    ['1 is yes', { type: 'boolean', name: 'q' }, '1', true],
    ['2 is no', { type: 'boolean', name: 'q' }, '2', false],
    ['is nothing where words are asked for', { type: 'comment', name: 'q' }, '1', null],
  ])('%s', (_what, question, key, value) => {
    expect(press(question, key)).toBe(value);
  });

  test('0 right after 1 is ten, and late after it is 0', () => {
    expect(press(scale(0, 10), '0', { key: '1', at: 4600 })).toBe(10);
    expect(press(scale(0, 10), '0', { key: '1', at: 4000 })).toBe(0);
    expect(press(scale(0, 10), '0', { key: '2', at: 4600 })).toBe(0);
    expect(press(choices(12), '0', { key: '1', at: 4600 })).toBe('c10');
  });
});

test.each<[string, SurveyQuestion['type'], unknown, unknown, unknown]>([
  ['one takes the place of another', 'radiogroup', 'a', 'b', 'b'],
  ['the first of several', 'checkbox', undefined, 'a', ['a']],
  ['another joins', 'checkbox', ['a'], 'b', ['a', 'b']],
  ['the same goes again', 'checkbox', ['a', 'b'], 'a', ['b']],
  ['none stands alone', 'checkbox', ['a'], 'none', ['none']],
  ['another drives none away', 'checkbox', ['none'], 'a', ['a']],
])('of choices %s', (_what, type, before, option, after) => {
  const question = { type, name: 'q', choices: [] } as unknown as SurveyQuestion;
  expect(answerWith(question, before, option as string)).toEqual(after);
});

test('"other", "none" and a choice without words are told in the language of the talk', () => {
  const question: SurveyQuestion = {
    type: 'checkbox',
    name: 'q',
    choices: [{ value: 'x', text: { default: 'One', ar: 'واحد' } }, { value: 7 }],
    showNoneItem: true,
    showOtherItem: true,
  };
  expect(optionsOf(question, 'ar').map(({ text, key }) => `${key} ${text}`)).toEqual([
    '1 واحد',
    '2 7',
    '3 لا شيء مما سبق',
    '4 أمر آخر',
  ]);
});

test('the script knows how each question of the exit interview is put', () => {
  const exit = shippedSurveys().find(({ code }) => code === 'exit-interview');
  const definition = exit?.definition ?? { pages: [] };
  const asked = visibleQuestions(definition, { reason: 'service' });
  const kinds = questionsOf(definition).map(({ question }) => [question.name, kindOf(question, asked)]);
  expect(Object.fromEntries(kinds)).toMatchObject({
    reason: 'reason',
    'service-detail': 'choice',
    stay: 'several',
    words: 'words',
    'may-call': 'choice',
    phone: 'fact',
  });
  expect(minutesFor(asked)).toBe(4);
  expect(minutesFor([])).toBe(3);
});

test('the ends of a scale are read out with what they mean, where they mean something', () => {
  const question: SurveyQuestion = {
    ...scale(0, 10),
    minRateDescription: { default: 'Never', ru: 'Никогда' },
  } as SurveyQuestion;
  expect(endsOf(question, 'ru')).toEqual({ lowest: '0 – Никогда', highest: '10' });
  expect(endsOf(choices(2), 'en')).toBeNull();
});
