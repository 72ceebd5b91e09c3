import { expect, test } from 'vitest';
import ar from '#client/locales/ar/surveys.json' with { type: 'json' };
import en from '#client/locales/en/surveys.json' with { type: 'json' };
import he from '#client/locales/he/surveys.json' with { type: 'json' };
import ru from '#client/locales/ru/surveys.json' with { type: 'json' };
import { DEFINITION_PROBLEM_CODES } from '#surveys/definition-problem.ts';

test.each(Object.entries({ en, ar, he, ru }))(
  'everything that can be said about a survey has a sentence in %s, and no other has',
  (_language, { problem }) =>
    expect(Object.keys(problem).toSorted()).toEqual([...DEFINITION_PROBLEM_CODES].toSorted()),
);
