import { expect, test } from 'vitest';
import { preselected } from '#server/listen/preselected.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

const survey: SurveyDefinition = {
  pages: [
    {
      name: 'first',
      elements: [
        { type: 'rating', name: 'recommend', rateMin: 0, rateMax: 10 },
        { type: 'rating', name: 'plain' },
        { type: 'boolean', name: 'onTime' },
        { type: 'radiogroup', name: 'price', choices: [{ value: 'less' }, { value: 2 }] },
        { type: 'checkbox', name: 'many', choices: [{ value: 'a' }] },
        { type: 'comment', name: 'words' },
        { type: 'rating', name: 'perhaps', visibleIf: '{recommend} < 7' },
      ],
    },
    { name: 'second', elements: [{ type: 'rating', name: 'later' }] },
  ],
};

test.each([
  ['recommend', '0', 0],
  ['recommend', '10', 10],
  ['plain', '1', 1],
  ['plain', '5', 5],
  ['onTime', 'true', true],
  ['onTime', 'false', false],
  ['price', 'less', 'less'],
  ['price', '2', 2],
])('%s=%s is chosen', (question, answer, value) => {
  expect(preselected(survey, { question, answer })).toEqual({ [question]: value });
});

test.each([
  ['recommend', '11'],
  ['recommend', '-1'],
  ['recommend', '7.0'],
  ['recommend', '07'],
  ['recommend', '1e1'],
  ['recommend', ' 7'],
  ['recommend', ''],
  ['recommend', 'NaN'],
  ['plain', '0'],
  ['plain', '6'],
  ['onTime', 'yes'],
  ['onTime', '__proto__'],
  ['price', 'more'],
  ['many', 'a'],
  ['words', 'hello'],
  ['perhaps', '3'],
  ['later', '3'],
  ['nobody', '3'],
  ['__proto__', '3'],
  [undefined, '3'],
  ['recommend', undefined],
])('%s=%s is passed over', (question, answer) => {
  expect(preselected(survey, { question, answer })).toEqual({});
});
