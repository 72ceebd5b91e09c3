import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { fromForm, toForm } from '#surveys/form.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { everyType } from './every-type.ts';

const definition = everyType();
const read = (...entries: [string, unknown][]) => fromForm(definition, entries);

describe('a plain form post', () => {
  test('becomes typed answers the gate accepts', () => {
    const answers = read(
      ['nps', '0'],
      ['on-time', 'false'],
      ['why', 'price'],
      ['which', 'high'],
      ['which', 'fees'],
      ['which-Comment', ''],
      ['city', '7'],
      ['age', '30'],
      ['words', 'one\r\ntwo'],
      ['_page', 'first'],
    );
    expect(answers).toEqual({
      nps: 0,
      'on-time': false,
      why: 'price',
      which: ['high', 'fees'],
      city: 7,
      age: 30,
      words: 'one\ntwo',
    });
    expect(compile(definition)(answers).ok).toBe(true);
  });

  test('has a field for each row of a matrix, and back', () => {
    const fields: [string, string][] = [
      ['sales', '5'],
      ['work.service', '5'],
      ['work.The shop floor', '1'],
      ['work.delivery', ''],
      ['work-Comment', 'x'],
    ];
    const answers = read(['nps', '9'], ...fields);
    expect(answers).toEqual({
      nps: 9,
      sales: 5,
      work: { service: 5, 'The shop floor': 1 },
      'work-Comment': 'x',
    });
    expect(compile(definition)(answers).ok).toBe(true);
    expect(read(...toForm(answers))).toEqual(answers);
  });

  test('keeps one checked box a list', () => expect(read(['which', 'high'])).toEqual({ which: ['high'] }));

  test('takes a text beside "other" for choosing it', () =>
    expect(read(['why-Comment', 'the rain'])).toEqual({ why: 'other', 'why-Comment': 'the rain' }));

  test.each<[string, [string, unknown][], Record<string, unknown>]>([
    ['words for a score', [['nps', 'abc']], { nps: 'abc' }],
    ['an endless score', [['nps', '1e999']], { nps: '1e999' }],
    [
      'two scores',
      [
        ['nps', '1'],
        ['nps', '2'],
      ],
      { nps: ['1', '2'] },
    ],
    ['neither yes nor no', [['on-time', 'on']], { 'on-time': 'on' }],
    ['a foreign choice', [['why', 'zzz']], { why: 'zzz' }],
    ['a foreign field', [['zzz', '1']], { zzz: '1' }],
    ['a foreign row', [['work.zzz', '1']], { 'work.zzz': '1' }],
    [
      'a row twice',
      [
        ['sales', '5'],
        ['work.service', '1'],
        ['work.service', '2'],
      ],
      { sales: 5, work: { service: ['1', '2'] } },
    ],
    [
      'a matrix as one field',
      [
        ['work', '1'],
        ['sales', '5'],
      ],
      { sales: 5, work: '1' },
    ],
    [
      'a comment twice',
      [
        ['sales-Comment', 'a'],
        ['sales-Comment', 'b'],
      ],
      { 'sales-Comment': ['a', 'b'] },
    ],
  ])('leaves %s for the gate to refuse', (_what, entries, expected) => {
    const answers = read(...entries);
    expect(answers).toEqual(expected);
    expect(compile(definition)({ nps: 9, ...answers }).ok).toBe(false);
  });

  test('does not touch the prototype', () => {
    const answers = read(['__proto__', 'x'], ['constructor', 'y']);
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect(Object.keys(answers)).toEqual(['constructor']);
  });

  test('drops an uploaded file where a text is asked, at the gate', () =>
    expect(compile(definition)({ nps: 9, ...read(['sales-Comment', new Blob(['x'])]) }).ok).toBe(false));
});

test('a monthly answer is judged in microseconds', () => {
  const take = compile(shippedSurveys()[0]!.definition);
  const answers = {
    recommend: 2,
    price: 'more',
    'on-time': 'no',
    reason: 'late',
    'reason-Comment': 'Four days late',
  };
  for (let i = 0; i < 5000; i++) take(answers);
  // Processor time, so that a busy machine does not count.
  const before = process.cpuUsage();
  for (let i = 0; i < 20_000; i++) take(answers);
  const { user, system } = process.cpuUsage(before);
  const microseconds = (user + system) / 20_000;
  console.info(`the gate takes ${microseconds.toFixed(2)} µs per monthly answer`);
  expect(microseconds).toBeLessThan(50);
});
