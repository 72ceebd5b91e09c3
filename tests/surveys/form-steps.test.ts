import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { afterForm, ASKED_FIELD, nextStep, visibleQuestions } from '#surveys/form-steps.ts';
import { toForm } from '#surveys/form.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { answersTo, type Given, surveys } from './answers-to.ts';

const [monthly, exit] = shippedSurveys().map(({ definition }) => definition);
const interview = exit!;
const accept = compile(interview);
const post = (...entries: [string, string][]) => afterForm(interview, accept, entries);

describe('without a script, the next step', () => {
  test('is the first page at first', () =>
    expect(nextStep(interview, { answers: {}, asked: new Set() })).toEqual({
      page: 'why',
      questions: ['reason'],
    }));

  test('follows the answer', () => {
    const asked = new Set(['reason']);
    expect(nextStep(interview, { answers: { reason: 'service' }, asked })).toMatchObject({ page: 'service' });
    expect(nextStep(interview, { answers: { reason: 'else' }, asked })).toMatchObject({ page: 'else-page' });
  });

  test('comes back to a page for the question an answer on it brought up', () => {
    const asked = new Set(['reason', 'price-detail', 'stay', 'words', 'may-call']);
    const answers = { reason: 'price', 'may-call': 'yes' };
    expect(nextStep(interview, { answers, asked })).toEqual({ page: 'last', questions: ['phone'] });
    expect(nextStep(interview, { answers: { ...answers, 'may-call': 'no' }, asked })).toBe('complete');
  });

  test('spares the bereaved', () => {
    const answers = { reason: 'circumstances', 'circumstances-detail': 'deceased' };
    const names = visibleQuestions(interview, answers).map(({ question }) => question.name);
    expect(names).toEqual(['reason', 'circumstances-detail', 'words']);
  });

  test('does not exist for a survey of one page', () => {
    const names = visibleQuestions(monthly!, {}).map(({ question }) => question.name);
    expect(nextStep(monthly!, { answers: {}, asked: new Set(names) })).toBe('complete');
  });
});

describe('a plain post', () => {
  test('of the first page leads to the next', () =>
    expect(post(['reason', 'price'], [ASKED_FIELD, 'reason'])).toMatchObject({
      state: 'step',
      answers: { reason: 'price' },
      step: { page: 'price', questions: ['price-detail'] },
    }));

  test('without the required answer comes back with the problem', () =>
    expect(post([ASKED_FIELD, 'reason'])).toMatchObject({
      state: 'problems',
      step: { page: 'why', questions: ['reason'] },
      problems: [{ question: 'reason', code: 'required' }],
    }));

  test('with a wrong answer comes back with what was answered', () =>
    expect(
      post(
        ['reason', 'price'],
        ['stay', 'answers'],
        ['stay', 'solved'],
        ['stay', 'on-time'],
        [ASKED_FIELD, 'reason price-detail stay'],
      ),
    ).toMatchObject({
      state: 'problems',
      answers: { reason: 'price', stay: ['answers', 'solved', 'on-time'] },
      step: { page: 'stay-page', questions: ['stay'] },
      problems: [{ question: 'stay', code: 'too-many' }],
    }));

  test('with a field we never asked is refused', () =>
    expect(post(['reason', 'price'], ['zzz', '1'], [ASKED_FIELD, 'reason'])).toMatchObject({
      state: 'problems',
      problems: [{ question: 'zzz', code: 'unknown' }],
    }));

  test('of everything is accepted as the same answers in JSON are', () => {
    const whole: [string, string][] = [
      ['reason', 'price'],
      ['price-detail', 'too-high'],
      ['stay', 'answers'],
      ['words', 'x'],
    ];
    const asked: [string, string] = [ASKED_FIELD, 'reason price-detail stay words may-call'];
    const accepted = accept({ reason: 'price', 'price-detail': 'too-high', stay: ['answers'], words: 'x' });
    expect(post(...whole, asked)).toEqual({ state: 'complete', accepted });
    expect(post(...whole)).toEqual({ state: 'complete', accepted });
  });

  test('cannot skip a required question by saying it was not asked', () => {
    const everyOther = 'price-detail service-detail stay words may-call phone';
    expect(post([ASKED_FIELD, everyOther])).toMatchObject({ state: 'step', step: { page: 'why' } });
  });
});

/**
 * Answers what is put, page after page, as a browser without a script does; returns what was put, in order, and what of it
 * did not stand there when it was put.
 */
function walked(
  definition: SurveyDefinition,
  given: Given,
): { put: string[]; strays: string[]; end: string } {
  const accept = compile(definition);
  const fields = toForm(given);
  const put: string[] = [];
  const strays: string[] = [];
  let answers: Record<string, unknown> = {};
  let step = nextStep(definition, { answers: {}, asked: new Set() });
  for (let turn = 0; turn < 200 && step !== 'complete'; turn++) {
    const stand = new Set(visibleQuestions(definition, answers).map(({ question }) => question.name));
    strays.push(...step.questions.filter((name) => !stand.has(name)));
    put.push(...step.questions);
    const isPut = ([field]: [string, string]) =>
      put.some((name) => field === name || field === `${name}-Comment` || field.startsWith(`${name}.`));
    const after = afterForm(definition, accept, [...fields.filter(isPut), [ASKED_FIELD, put.join(' ')]]);
    if (after.state !== 'step') return { put, strays, end: after.state };
    ({ step, answers } = after);
  }
  return { put, strays, end: 'never' };
}

test.each(surveys)(
  '%s: without a script every question that stands there is put once, and none that does not stand there then',
  { timeout: 60_000 },
  (_name, definition) => {
    const accept = compile(definition);
    let walks = 0;
    fc.assert(
      fc.property(answersTo(definition, 0), (given) => {
        const acceptance = accept(given);
        if (!acceptance.ok) return;
        walks += 1;
        const standing = visibleQuestions(definition, acceptance.answers).map(
          ({ question }) => question.name,
        );
        const { put, strays, end } = walked(definition, given);
        expect(end).toBe('complete');
        expect(strays).toEqual([]);
        expect(new Set(put).size).toBe(put.length);
        expect(standing.filter((name) => !put.includes(name))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(walks).toBeGreaterThan(10);
  },
);
