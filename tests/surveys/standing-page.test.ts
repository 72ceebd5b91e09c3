import { expect, test } from 'vitest';
import { standingPage } from '#surveys/form-steps.ts';
import { shippedSurveys } from '#surveys/shipped.ts';

const exit = shippedSurveys().find(({ code }) => code === 'exit-interview')!.definition;

test.each([
  ['nothing', {}, 'why'],
  ['the first question', { reason: 'price' }, 'price'],
  ['a branch', { reason: 'service', 'service-detail': 'late' }, 'stay-page'],
  ['a branch that has been left', { reason: 'price', 'service-detail': 'late' }, 'price'],
  ['a question after one passed over', { reason: 'price', stay: ['answers'] }, 'last'],
  ['a part of the last page', { reason: 'price', stay: ['answers'], words: 'No.' }, 'last'],
])('who has answered %s goes on from there', (_, answers, page) =>
  expect(standingPage(exit, answers)).toBe(page),
);
