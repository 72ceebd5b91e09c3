import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConditionRunner } from 'survey-core';
import { describe, expect, test } from 'vitest';
import { compileCondition } from '#surveys/condition.ts';
import { parseCondition } from '#surveys/condition-parser.ts';
import { checkDefinition } from '#surveys/definition.ts';
import { checkExpression } from '#surveys/expression.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';

const NAMES = ['a', 'on-time', 'Q_2', 'm', 'm.row-1', 'm.2'];

const words = fc.constantFrom(
  ...`it's|"|'|yes|Yes| YES |зря|ЗРЯ|متأخر|İ|true|FALSE|'5'|""|null|undefined|Infinity|NaN|[object Object]|x,y`.split(
    '|',
  ),
  ...`5|05|5.0|5,5|,5|.5|5.|+5|-5| 5|1e1|0x10|0X10|0b1| 0b1|5px|10|0|1,2,3|0,5|0.5|00|0|1-2|1234567890123456|123456789012345`.split(
    '|',
  ),
  ...`2026-01-31|2026-02-01|09:30|☕|a\\b|\\||\u00a05|\ud83d|line\nend`.split('|'),
);
const text = fc.oneof({ weight: 4, arbitrary: words }, fc.string({ maxLength: 6, unit: 'binary' }));
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 5, 5.5, 10, 7, -0, 1e21, 123456789012345),
  fc.integer({ min: -20, max: 20 }),
);
const single = fc.oneof({ weight: 2, arbitrary: text }, number, fc.boolean());

const row = fc.option(fc.oneof(text, number), { nil: undefined });
const rows = fc
  .record({ 'row-1': row, '2': row }, { requiredKeys: [], noNullPrototype: true })
  .map((answered) => JSON.parse(JSON.stringify(answered)) as unknown);
const answer = fc.oneof(
  { weight: 6, arbitrary: single },
  { weight: 3, arbitrary: fc.array(single, { maxLength: 3 }) },
  { weight: 2, arbitrary: rows },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, [null], [[]], [[1]], {}, { x: '' }, [{ x: 1 }]) },
);
const answers = fc.record(
  { a: answer, 'on-time': answer, Q_2: answer, m: fc.oneof({ weight: 3, arbitrary: rows }, answer) },
  { requiredKeys: [], noNullPrototype: true },
);

const quoted = (value: string): string => {
  const escaped = value.replaceAll(/['"]/g, (mark) => `\\${mark}`);
  return value.includes('x') ? `"${escaped}"` : `'${escaped}'`;
};
const constant = fc.oneof(
  { weight: 3, arbitrary: text.map(quoted) },
  number.map((value) => String(value)),
  fc.constantFrom('yes', 'No', 'x_1', 'true', 'FALSE', "''", '""', '-0.5', '10.50'),
);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\n', '');
const variable = fc.constantFrom(...NAMES).map((name) => `{${name}}`);
const list = fc
  .array(fc.oneof({ weight: 5, arbitrary: constant }, variable), { maxLength: 3 })
  .map((items) => `[${items.join(', ')}]`);
const operators =
  `= == equal equals != <> notequal notequals < less <= =< lessorequal > greater >= => greaterorequal
  contains contain *= notcontains notcontain anyof allof noneof EQUAL Contains AnyOf`.split(/\s+/);
const side = fc.oneof(
  { weight: 5, arbitrary: variable },
  { weight: 4, arbitrary: constant },
  { weight: 2, arbitrary: list },
);

const { condition } = fc.letrec<{ condition: string; comparison: string }>((tie) => ({
  comparison: fc.oneof(
    { weight: 6, arbitrary: joined([side, fc.constantFrom(...operators), side]) },
    { weight: 2, arbitrary: joined([variable, fc.constantFrom('empty', 'notempty', 'NotEmpty')]) },
    { weight: 2, arbitrary: variable },
    { weight: 1, arbitrary: joined([fc.constantFrom('!', 'negate'), variable]) },
    {
      weight: 1,
      arbitrary: joined([side, fc.constantFrom(...operators), side, fc.constantFrom(...operators), side]),
    },
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: tie('comparison') },
    joined([fc.constant('('), tie('condition'), fc.constant(')'), fc.constantFrom(...operators), side]),
    joined([tie('condition'), fc.constantFrom('and', 'or', '&&', '||', 'AND', 'Or'), tie('condition')]),
    joined([fc.constantFrom('(', '!(', '! ('), tie('condition'), fc.constantFrom(')', ')', ')', '')]),
  ),
}));

function joined(parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.tuple(...parts), fc.array(gap, { minLength: parts.length, maxLength: parts.length }))
    .map(([said, gaps]) =>
      said.map((part, index) => part + (index + 1 < said.length ? gaps[index] : '')).join(''),
    );
}

/** Oddities worth knowing, and too rare to leave to chance. */
test.each<[string, Record<string, unknown>, boolean]>([
  ["{a} = 'PRICE '", { a: ' price' }, true],
  ["{a} < 'b'", { a: 'B' }, true],
  ["{a} = '5'", { a: 5 }, true],
  ['{a} = 5', { a: '5' }, true],
  ['{a} = 5', { a: '05' }, true],
  ['{a} > 4', { a: '05' }, true],
  ['{a} = 0.5', { a: '0,5' }, true],
  ['{a} = 0', { a: '0b1' }, true],
  ['{a} = 1', { a: true }, true],
  ["{a} = 'true'", { a: true }, true],
  ['{a} = true', { a: 'TRUE' }, true],
  ['{a} = 1311768467463790320', { a: '0x123456789abcdef0' }, true],
  ["{a} contains '0x'", { a: `0x${'0'.repeat(29)}5` }, false],
  ["{a} contains '0x'", { a: `0x${'0'.repeat(30)}5` }, true],
  ['{a} = 1234567890123456', { a: '1234567890123456' }, true],
  ['{a} > 1234567890123455', { a: '1234567890123456' }, true],
  ["{a} = ''", {}, true],
  ['{a} != 5', {}, true],
  ['{a} < 5', {}, false],
  ['{a} empty', { a: {} }, true],
  ['{a} empty', { a: { x: '' } }, true],
  ['{a} empty', { a: false }, false],
  ['{a} empty', { a: ' ' }, false],
  ["{a} = ['x', 'y']", { a: ['y', 'x'] }, true],
  ["{a} = ['x', 'y']", { a: ['y', 'z'] }, false],
  ["{a} = 'x'", { a: ['x'] }, false],
  ["{a} contains 'x'", { a: ['x', 'y'] }, true],
  ["{a} contains 'pri'", { a: 'Price' }, true],
  ["{a} contains 'x'", {}, false],
  ["{a} notcontains 'x'", {}, true],
  ['{a} notcontains 0', { a: 'x' }, false],
  ["{a} anyof ['x', 'y']", { a: 'y' }, true],
  ["{a} anyof ['x', 'y']", {}, false],
  ["{a} noneof ['x']", {}, true],
  ["{a} allof ['x', 'y']", { a: ['y', 'x', 'z'] }, true],
  ["{a} allof ['0']", { a: 0 }, false],
  ['{a}', { a: 1 }, true],
  ['{a}', { a: 2 }, false],
  ['{a}', { a: 'yes' }, false],
  ['{a} and {b}', { b: [1] }, true],
  ['({a} and {b}) = 0', { b: 5 }, true],
  ["({a} or {b}) = ''", { a: '', b: 'x' }, false],
  ["({b} and {a}) = ''", { a: '', b: 'x' }, true],
  ["({b} and {a}) = ''", { b: 'x' }, true],
  ['({b} and {a}) = 0', { a: '', b: 5 }, true],
  ['({b} and {a}) empty or ({b} and {a}) = 0', { b: [5] }, false],
  ['{a} = 1 or {b} = 1 and {b} = 2', { a: 1, b: 1 }, true],
  ['{b} = 2 and {a} = 1 or {a} = 1', { a: 1, b: 1 }, true],
  ["!{a} contains 'x'", { a: 'x' }, false],
  ['{a} = 1 = {b}', { a: 1, b: true }, true],
  ['(({a} = 1) and ({b} = 2)', { a: 1, b: 2 }, true],
  ['{m.row-1} = 3', { m: { 'row-1': 3 } }, true],
  ['{m.row-1} empty', { m: { 'row-2': 3 } }, true],
])('%s of %j: %s', (written, given, expected) => {
  expect(inSurveyJs(new ConditionRunner(written), given)).toBe(expected);
  expect(compileCondition(written)(given)).toBe(expected);
});

/** What SurveyJS decides; where it throws, there is nothing to agree with. */
function inSurveyJs(runner: ConditionRunner, given: Record<string, unknown>): boolean | 'throws' {
  try {
    return runner.runValues(given);
  } catch {
    return 'throws';
  }
}

function agrees(condition: string, given: Record<string, unknown>): void {
  const theirs = inSurveyJs(new ConditionRunner(condition), given);
  const ours = compileCondition(condition)(given);
  if (theirs !== 'throws') expect(ours, `${condition}  of  ${JSON.stringify(given)}`).toBe(theirs);
}

describe('a condition decides as SurveyJS does', () => {
  test('whatever is written in its grammar and whatever is answered', { timeout: 120_000 }, () => {
    let [passed, held] = [0, 0];
    fc.assert(
      fc.property(condition, fc.array(answers, { minLength: 4, maxLength: 4 }), (written, given) => {
        if (!checkExpression(written).ok) return;
        for (const one of given) agrees(written, one);
        passed += 1;
        if (given.some((one) => compileCondition(written)(one))) held += 1;
      }),
      { numRuns: 8000 },
    );
    console.log(`${passed} conditions let through, times 4 answers; ${held} held at least once`);
    expect(passed * 4).toBeGreaterThan(20_000);
    expect(held).toBeGreaterThan(2000);
  });
});

/** Every condition of a document, of whatever is shown, asked or required by it. */
function conditionsIn(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]: [string, unknown]) =>
    key.endsWith('If') && typeof value === 'string' ? [value] : conditionsIn(value),
  );
}

const conformance = sharedFile('conformance/surveyjs');
const documents = readdirSync(conformance)
  .filter((file) => file.endsWith('.json'))
  .map((file): [string, unknown] => [file, JSON.parse(readFileSync(join(conformance, file), 'utf8'))]);
const inUse: [string, string[]][] = [
  ...shippedSurveys().map(({ code, definition }): [string, unknown] => [code, definition]),
  ...documents,
].map(([name, json]) => [name, [...new Set(conditionsIn(json))]]);

test.each(inUse.filter(([, conditions]) => conditions.length > 0))(
  'every condition of %s is let through and decides as in SurveyJS',
  (_name, conditions) => {
    for (const written of conditions) {
      const checked = checkExpression(written);
      expect(checked, written).toMatchObject({ ok: true });
      const names = checked.ok ? checked.names : [];
      const asked = [...written.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
      const said = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...asked, true, false, 0, 2, 3, 4) },
        answer,
      );
      const given = fc.record(Object.fromEntries(names.map((name) => [name, said])), { requiredKeys: [] });
      fc.assert(
        fc.property(given, (one) => agrees(written, one)),
        { numRuns: 60 },
      );
    }
  },
);

test.each([
  ["{a} = 'x => y'", 'signs are put right inside quotes too'],
  ["{a} = 'all equals'", 'and so is a word'],
  ['{a} = 0x10', 'a number in another base'],
  ['{a} = negated', 'a word that begins with an operator'],
  ["{a} anyof [{b} = 1, 'x']", 'a list of comparisons'],
  ['{a} anyof [,1]', 'a list that begins with nothing'],
])('%s is refused: %s', (written) => {
  expect(checkExpression(written)).toMatchObject({ ok: false, problem: ['condition-ambiguous', {}] });
});

test('the number of answers, and nothing to compare with, are not run', () => {
  for (const written of ['{a.length} > 1', '{a} contains'])
    expect(checkExpression(written)).toMatchObject({ ok: false, problem: ['condition-not-run', {}] });
});

test('rows that differ in letter case only are refused: SurveyJS would look at the first that was answered', () => {
  const matrix = { type: 'matrix', name: 'm', title: 'M', rows: ['Kind', 'kind'], columns: [1, 2] };
  const document = { pages: [{ name: 'p', elements: [matrix] }] };
  const { problems } = checkDefinition(document, { kind: 'transactional', languages: ['en'] });
  expect(problems).toMatchObject([{ code: 'choice-twice', params: { value: 'kind' } }]);
});

test('no object in the place of an answer makes a condition throw', () => {
  const strange = JSON.parse('{"toString":1,"valueOf":2,"equals":3,"length":4,"constructor":5}') as unknown;
  for (const operator of ['=', '<', '>=', 'contains', 'notcontains', 'anyof', 'allof', 'noneof', 'and', 'or'])
    for (const other of ['{b}', "'x'", '5', "['x']"])
      for (const given of [{ a: strange }, { a: [strange], b: strange }, { a: 'x', b: [strange, strange] }])
        expect([true, false]).toContain(compileCondition(`{a} ${operator} ${other}`)(given));
});

test(
  'no text is let through that the gate reads otherwise than SurveyJS, or not at all',
  { timeout: 120_000 },
  () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        ...operators,
        'and',
        'or',
        '&&',
        '||',
        '!',
        'negate',
        'empty',
        'notempty',
        'power',
        'not',
      ),
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        ',',
        '{',
        '}',
        "'",
        '"',
        '\\',
        '-',
        '+',
        '0x',
        '1',
        '007',
        '.',
        '..',
        'null',
      ),
      fc.constantFrom(
        'undefined',
        'order',
        'nullable',
        'trueish',
        'today()',
        'iif(',
        '{a.length}',
        '{ a }',
        '{#a}',
      ),
      fc.string({ maxLength: 3, unit: 'binary' }),
      variable,
      constant,
      list,
      gap,
      condition,
    );
    let passed = 0;
    fc.assert(
      fc.property(fc.array(scrap, { minLength: 1, maxLength: 7 }), answers, (scraps, given) => {
        const written = scraps.join('');
        if (!checkExpression(written).ok) return;
        passed += 1;
        expect(parseCondition(written), written).not.toBeNull();
        agrees(written, given);
      }),
      { numRuns: 20_000 },
    );
    console.log(`${passed} scraps let through`);
    expect(passed).toBeGreaterThan(500);
  },
);
