import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { checkDefinition } from '#surveys/definition.ts';
import { LANGUAGES, textIn } from '#surveys/languages.ts';
import { departmentOf, parseMeasure, scaleOf, scoreOf } from '#surveys/measures.ts';
import { mappedReason, parseReasonMapping } from '#surveys/reason-mapping.ts';
import {
  categoryOf,
  detailsOf,
  isServiceWrong,
  markedReason,
  parseReason,
  REASON_CATEGORIES,
  reasonLabel,
  reasonText,
} from '#surveys/reasons.ts';

describe('the codebook', () => {
  test('keeps its order', () =>
    expect(REASON_CATEGORIES).toEqual([
      'price',
      'service',
      'competitor',
      'product',
      'circumstances',
      'other',
    ]));

  test('names every category and detail in every language, and each detail stands under one category', () => {
    const details = REASON_CATEGORIES.flatMap((category) => detailsOf(category));
    expect(new Set(details).size).toBe(details.length);
    for (const category of REASON_CATEGORIES)
      for (const detail of [null, ...detailsOf(category)])
        for (const language of LANGUAGES) expect(reasonLabel({ category, detail }, language)).not.toBe('');
  });

  test.each([
    ['price', { category: 'price', detail: null }],
    ['service/late-delivery', { category: 'service', detail: 'late-delivery' }],
    ['price/late-delivery', null],
    ['service/', null],
    ['service/late-delivery/x', null],
    ['/late-delivery', null],
    ['__proto__', null],
    ['service/constructor', null],
    ['', null],
    [7, null],
    [null, null],
  ])('%j reads as %j', (text, reason) => {
    expect(parseReason(text)).toEqual(reason);
    if (reason) expect(reasonText(parseReason(text)!)).toBe(text);
  });

  test('knows the category of a detail and what is a wrong in our service', () => {
    expect(categoryOf('too-high')).toBe('price');
    expect(categoryOf('toString')).toBeNull();
    expect(isServiceWrong('service/late-delivery')).toBe(true);
    expect(isServiceWrong('service')).toBe(true);
    expect(isServiceWrong('price/too-high')).toBe(false);
    expect(isServiceWrong('service/nonsense')).toBe(false);
  });
});

describe('a reason mapping', () => {
  test('gives a category or a code for a text, whatever its case and blanks', () => {
    const parsed = parseReasonMapping('{"Price too  high":"price/too-high","Moved":"circumstances"}');
    if (!parsed.ok) throw new Error('refused');
    expect(mappedReason(parsed.mapping, ' price TOO high ')).toEqual({
      category: 'price',
      detail: 'too-high',
    });
    expect(mappedReason(parsed.mapping, 'Moved')).toEqual({ category: 'circumstances', detail: null });
    expect(mappedReason(parsed.mapping, 'toString')).toBeNull();
  });

  test.each([
    ['{', '', /^not JSON/],
    ['[]', '', /one JSON object/],
    ['null', '', /one JSON object/],
    ['"price"', '', /one JSON object/],
    ['{"Moved":"weather"}', 'Moved', /"weather" is not a reason; use price, service/],
    ['{"Moved":3}', 'Moved', /3 is not a reason/],
    ['{" ":"price"}', ' ', /empty/],
    ['{"Moved":"price","moved":"service"}', 'moved', /twice/],
  ])('%s is refused at %j', (json, path, message) => {
    const parsed = parseReasonMapping(json);
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.problems[0]?.path).toBe(path);
    expect(parsed.problems[0]?.message).toMatch(message);
  });
});

describe('measures', () => {
  test.each([
    ['nps', 'nps'],
    ['department:after-sales', 'department:after-sales'],
    ['department:', null],
    ['department:A b', null],
    ['NPS', null],
    ['toString', null],
    [5, null],
  ])('%j reads as %j', (text, measure) => expect(parseMeasure(text)).toBe(measure));

  test.each([
    ['nps', 0, 0],
    ['nps', 10, 10],
    ['nps', 11, null],
    ['nps', '9', null],
    ['nps', 8.5, null],
    ['csat', 0, null],
    ['ces', 7, 7],
    ['department:sales', 5, 5],
    ['price-expectation', 'less', -1],
    ['price-expectation', 'more', 1],
    ['price-expectation', 'constructor', null],
    ['on-time', 'yes', 1],
    ['on-time', false, 0],
    ['verbatim', 'text', null],
  ] as const)('an answer to %s of %j scores %j', (measure, answer, score) =>
    expect(scoreOf(measure, answer)).toBe(score),
  );

  test('a department has a code and the scale of CSAT', () => {
    expect(departmentOf('department:sales')).toBe('sales');
    expect(departmentOf('nps')).toBeNull();
    expect(scaleOf('department:sales')).toEqual({ kind: 'whole', min: 1, max: 5 });
  });
});

test('a text falls back to English', () => {
  expect(textIn({ default: 'Yes', ru: 'Да' }, 'ru')).toBe('Да');
  expect(textIn({ default: 'Yes', ru: 'Да' }, 'ar')).toBe('Yes');
  expect(textIn('Yes', 'he')).toBe('Yes');
  expect(textIn(undefined, 'he')).toBe('');
});

test("a detail of the company's own is read as its words", () => {
  const own = { category: 'competitor', detail: 'competitor-had-better-devices' } as const;
  expect(reasonLabel(own, 'ar')).toBe('Competitor had better devices');
});

describe("a company's own detail", () => {
  const own = new Map([['no-parking', 'service']] as const);
  const asked = (reason: string) => ({
    elements: [
      { type: 'radiogroup', name: 'why', title: 'Why?', choices: [{ value: 'a', text: 'Nowhere', reason }] },
    ],
  });
  const check = (reason: string) =>
    checkDefinition(asked(reason), { kind: 'other', languages: ['en'], ownDetails: own });

  test('is a reason only where it is known, and only under its category', () => {
    expect(parseReason('service/no-parking', own)).toEqual({ category: 'service', detail: 'no-parking' });
    expect(parseReason('service/no-parking')).toBeNull();
    expect(parseReason('price/no-parking', own)).toBeNull();
    expect(parseReason('service/nothing', own)).toBeNull();
  });

  test('of a kept reason is taken as it stands, a shipped one only under its category', () => {
    expect(markedReason('service/no-parking')).toEqual({ category: 'service', detail: 'no-parking' });
    expect(markedReason('service/too-high')).toBeNull();
    expect(markedReason('nothing/no-parking')).toBeNull();
    expect(markedReason('service/')).toBeNull();
  });

  test('may be stated by a choice, and the answer carries it', () => {
    expect(check('service/nothing').problems).toMatchObject([{ code: 'not-a-reason' }]);
    const checked = check('service/no-parking');
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(compile(checked.definition)({ why: 'a' })).toMatchObject({
      ok: true,
      reasons: [{ category: 'service', detail: 'no-parking', question: 'why' }],
    });
  });

  test('may be named by a mapping', () => {
    expect(parseReasonMapping('{"parking":"service/no-parking"}', own).ok).toBe(true);
    expect(parseReasonMapping('{"parking":"service/no-parking"}').ok).toBe(false);
  });
});
