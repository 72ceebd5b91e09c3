import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMadeCode, isRunningLow, newRewardCode } from '#server/listen/reward-code.ts';
import { readCodes } from '#server/listen/reward-code-list.ts';
import { countingRandom } from '#tests/support/test-app.ts';

const alphabet = '23456789CDFHJKMNPRTVWXY';

describe('a code we make', () => {
  const random = countingRandom();
  const codes = Array.from({ length: 2000 }, () => newRewardCode(random));

  test('stands in five groups of four, without vowels and without what looks alike', () => {
    for (const code of codes) expect(code).toMatch(/^([2-9CDFHJKMNPRTVWXY]{4}-){4}[2-9CDFHJKMNPRTVWXY]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('is drawn evenly: each character stands about as often as each other', () => {
    const counts = new Map<string, number>();
    for (const code of codes)
      for (const character of code.replaceAll('-', '').slice(0, 19))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (codes.length * 19) / alphabet.length;
    expect(counts.size).toBe(alphabet.length);
    for (const n of counts.values()) expect(Math.abs(n / expected - 1)).toBeLessThan(0.15);
  });

  test('carries more than 80 bits', () => {
    expect(19 * Math.log2(alphabet.length)).toBeGreaterThan(80);
  });

  test.each([
    [(code: string) => code, true],
    [(code: string) => code.toLowerCase(), true],
    [(code: string) => code.replaceAll('-', ''), true],
    [(code: string) => ` ${code.replaceAll('-', ' ')} `, true],
    [(code: string) => code.slice(1), false],
    [(code: string) => `${code}2`, false],
    [(code: string) => `${code.slice(0, -1)}O`, false],
    [() => '', false],
    [() => 'K7DM', false],
  ])('is known again however it is typed, and nothing else is (%#)', (typed, isKnown) => {
    for (const code of codes.slice(0, 50)) expect(isMadeCode(typed(code))).toBe(isKnown);
  });

  test('is not known again with one character wrong, or any two changed about', () => {
    const place = fc.integer({ min: 0, max: 19 });
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        place,
        place,
        fc.constantFrom(...alphabet),
        (code, a, b, other) => {
          const characters = [...code.replaceAll('-', '')];
          const [atA = '', atB = ''] = [characters[a], characters[b]];
          const wrong = characters.with(a, other).join('');
          const swapped = characters.with(a, atB).with(b, atA).join('');
          expect(isMadeCode(wrong)).toBe(other === atA);
          expect(isMadeCode(swapped)).toBe(atA === atB);
        },
      ),
    );
  });
});

describe('a list of codes', () => {
  test.each([
    ['AAAA\nBBBB', { AAAA: 1, BBBB: 2 }],
    ['\ufeffAAAA\r\nBBBB\r\n', { AAAA: 1, BBBB: 2 }],
    ['  AAAA  \n\n\n BBBB', { AAAA: 1, BBBB: 4 }],
    ['code\nAAAA', { AAAA: 2 }],
    ['Codes\rAAAA', { AAAA: 2 }],
    ['AAAA\ncode', { AAAA: 1, code: 2 }],
    ['"AAAA"\n"B""BB"', { AAAA: 1, 'B"BB': 2 }],
    ['aaaa\nAAAA', { aaaa: 1, AAAA: 2 }],
    ['=1+1\n-ABCD\nشكرا-7', { '=1+1': 1, '-ABCD': 2, 'شكرا-7': 3 }],
    ['ABCD EFGH', { 'ABCD EFGH': 1 }],
    ['x'.repeat(64), { ['x'.repeat(64)]: 1 }],
  ])('%j is read', (text, codes) => {
    const read = readCodes(text);
    expect([Object.fromEntries(read.codes), read.problems]).toEqual([codes, []]);
  });

  test.each([
    ['ABC', 'too-short'],
    ['x'.repeat(65), 'too-long'],
    ['AAAA,10', 'several'],
    ['AAAA;10', 'several'],
    ['AAAA\t10', 'several'],
    ['AB\u0000CD', 'unreadable'],
    ['AB\u202eCD', 'unreadable'],
    ['AB\u200bCD', 'unreadable'],
    ['AB\u00a0CD', 'unreadable'],
    ['AB\ufffdCD', 'unreadable'],
    ['AB\ud800CD', 'unreadable'],
  ])('%j is %s', (line, problem) => {
    const { codes, problems } = readCodes(`GOOD\n${line}\nALSO`);
    expect(problems).toEqual([{ line: 2, problem }]);
    expect([...codes.keys()]).toEqual(['GOOD', 'ALSO']);
  });

  test('names the line where a code stands already', () => {
    expect(readCodes('\nAAAA\nBBBB\nAAAA\nAAAA').problems).toEqual([
      { line: 4, problem: 'twice', firstLine: 2 },
      { line: 5, problem: 'twice', firstLine: 2 },
    ]);
  });

  test.each([
    [0, [{ line: null, problem: 'empty' }]],
    [100_000, []],
    [100_001, [{ line: null, problem: 'too-many' }]],
  ])('of %i lines has these problems: %j', (n, problems) => {
    const text = Array.from({ length: n }, (_, at) => `CODE-${at}`).join('\n');
    expect(readCodes(text).problems).toEqual(problems);
  });
});

test.each([
  ['has never had codes', { total: 0, left: 0, people: 50 }, false],
  ['has plenty', { total: 100, left: 20, people: 50 }, false],
  ['has under 20', { total: 100, left: 19, people: 50 }, true],
  ['has under a tenth', { total: 1000, left: 99, people: 500 }, true],
  ['has a tenth', { total: 1000, left: 100, people: 500 }, false],
  ['is small, but enough for everybody', { total: 12, left: 12, people: 10 }, false],
  ['is small and not enough', { total: 12, left: 9, people: 10 }, true],
  ['is empty', { total: 100, left: 0, people: 1 }, true],
])('a pool that %s', (_, counts, isLow) => {
  expect(isRunningLow(counts)).toBe(isLow);
});
