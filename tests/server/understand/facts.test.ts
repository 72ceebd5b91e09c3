import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { closeDatabase, openDatabase, write } from '#db/client.ts';
import { startThread } from '#db/start-thread.ts';
import { countedIn, factText, readFact, type ResponseFact } from '#server/listen/response-fact.ts';
import { addFact, replaceFact, standingFact } from '#server/listen/response-facts.ts';
import { countedReasons, segmentOf } from '#server/listen/roll-up.ts';
import { FactColumns } from '#server/understand/facts/fact-columns.ts';
import type { FactQuestion } from '#server/understand/facts/fact-question.ts';
import { factCounts } from '#server/understand/facts/facts.ts';
import { ThreadFacts } from '#server/understand/facts/thread-facts.ts';
import { factDifferences } from '#server/understand/fact-recount.ts';
import { scoreCounts } from '#server/understand/metrics.ts';
import { reasonCounts, segmentCounts } from '#server/understand/reason-shares.ts';
import { manyAnswers } from '#tests/bench/many-answers.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany } from '#tests/support/cast.ts';
import { templatePath } from '#tests/support/template-path.ts';
import { testApp } from '#tests/support/test-app.ts';

const reason = fc.constantFrom(
  { category: 'price', detail: '' },
  { category: 'price', detail: 'too-high' },
  { category: 'service', detail: 'late-delivery' },
  { category: 'competitor', detail: 'better-offer' },
);
const reasons = fc.array(reason, { maxLength: 3 });
const fact: fc.Arbitrary<ResponseFact> = fc.record({
  month: fc.constantFrom('2026-08', '2026-09', '2026-10'),
  programId: fc.constantFrom('monthly', 'exit'),
  tier: fc.constantFrom('gold', 'none'),
  department: fc.constantFrom('sales', ''),
  accountManager: fc.constantFrom('Ada', 'هدى صالح'),
  language: fc.constantFrom('en', 'ar'),
  currency: fc.constantFrom('SAR', 'USD'),
  monthlyMinor: fc.nat(1_000_000),
  scores: fc.uniqueArray(
    fc.oneof(
      fc.record({ measure: fc.constant('nps'), value: fc.nat(10) }),
      fc.record({ measure: fc.constant('price-expectation'), value: fc.integer({ min: -1, max: 1 }) }),
      fc.record({ measure: fc.constant('department:sales'), value: fc.integer({ min: 1, max: 5 }) }),
    ),
    { selector: ({ measure }) => measure, maxLength: 3 },
  ),
  stated: fc.array(reasons, { maxLength: 2 }),
  told: reasons,
  inferred: reasons,
  confirmed: reasons,
});
const slice = fc.record(
  {
    from: fc.constantFrom('2026-08', '2026-09'),
    to: fc.constantFrom('2026-09', '2026-10'),
    program: fc.constantFrom('monthly', 'exit'),
    tier: fc.constant('gold' as const),
    department: fc.constant('sales'),
    manager: fc.constant('هدى صالح'),
    language: fc.constant('ar'),
    named: fc.constantFrom('price', 'price/too-high', 'service'),
    segment: fc.constantFrom('none', 'price', 'price+service'),
  },
  { requiredKeys: ['from', 'to'] },
);

describe('a fact as one text', () => {
  test('is read as it was written', () => {
    const isKept = ({ stated, ...rest }: ResponseFact) => ({
      ...rest,
      // No question and one that nothing was chosen at are the same text.
      stated: stated.length === 1 && stated[0]?.length === 0 ? [] : stated,
    });
    fc.assert(
      fc.property(fact, (one) => {
        expect(isKept(readFact(factText(one)))).toEqual(isKept(one));
      }),
    );
  });

  test('stays whole whatever a name holds', () => {
    fc.assert(
      fc.property(fact, fc.string(), (one, accountManager) => {
        const read = readFact(factText({ ...one, accountManager }));
        expect({ ...read, accountManager: '', stated: [] }).toEqual({
          ...one,
          accountManager: '',
          stated: [],
        });
      }),
    );
  });
});

test('counts place by place are those fact by fact, by whatever they are told apart and however often they are asked', () => {
  const parts: FactQuestion['parts'] = [
    'people',
    'scores',
    'reasons',
    'categories',
    'segments',
    'sides',
    'excuses',
    'bands',
    'measured',
  ];
  const everything = { from: '0000-01', to: '9999-12' };
  const by = fc.constantFrom('department', 'manager', 'language', 'tier', 'program');
  fc.assert(
    fc.property(
      fc.array(fact, { maxLength: 30 }),
      fc.array(fact, { maxLength: 30 }),
      slice,
      fc.uniqueArray(by, { minLength: 2, maxLength: 3 }),
      (first, then, asked, dimensions) => {
        const [placeByPlace, factByFact] = [new FactColumns(0), new FactColumns(Infinity)];
        for (const some of [first, then]) {
          for (const one of some) {
            placeByPlace.add(`+${factText(one)}`);
            factByFact.add(`+${factText(one)}`);
          }
          for (const question of [everything, asked]) {
            expect(placeByPlace.count({ slice: question, parts })).toEqual(
              factByFact.count({ slice: question, parts }),
            );
            const apart = { slice: question, parts, by: dimensions };
            const counts = placeByPlace.countApart(apart);
            expect(counts).toEqual(factByFact.countApart(apart));
            dimensions.forEach((dimension, at) =>
              expect(sorted(counts[at])).toEqual(
                sorted(placeByPlace.count({ slice: question, parts, by: dimension })),
              ),
            );
          }
        }
      },
    ),
  );
});

const sorted = (counts: object | undefined) =>
  Object.values(counts ?? {}).map((rows: object[]) =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort(),
  );

test('counts equal a plain recount of the facts, whatever narrows them and however often they are taken back', () => {
  const happening = fc.record({ fact, isTakenBack: fc.boolean() });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), slice, (happenings, asked) => {
      const columns = new FactColumns();
      for (const { fact: one, isTakenBack } of happenings) {
        columns.add(`+${factText(one)}`);
        if (isTakenBack) columns.add(`-${factText(one)}`);
      }
      const standing = happenings.filter((one) => !one.isTakenBack).map((one) => one.fact);
      const parts: FactQuestion['parts'] = ['people', 'scores', 'reasons', 'segments', 'sides'];
      const counts = columns.count({ slice: asked, parts });
      const inside = standing.filter((one) => isInside(one, asked));
      expect(
        tally(columns.count({ slice: asked, parts: ['people'] }).people, ({ month, n }) => [month, n]),
      ).toEqual(tally(counts.people, ({ month, n }) => [month, n]));
      const all = countedReasons;
      expect(tally(counts.people, ({ month, n }) => [month, n])).toEqual(
        tally(inside, ({ month }) => [month, 1]),
      );
      expect(tally(counts.scores, (row) => [`${row.month} ${row.measure} ${row.value}`, row.n])).toEqual(
        tally(
          inside.flatMap((one) => one.scores.map((score) => ({ ...score, month: one.month }))),
          (row) => [`${row.month} ${row.measure} ${row.value}`, 1],
        ),
      );
      const places = inside.flatMap((one) => all(countedIn(one)).map((place) => ({ ...one, ...place })));
      const key = (row: { month: string; category: string; detail: string; currency: string }) =>
        `${row.month} ${row.category} ${row.detail} ${row.currency}`;
      expect(tally(counts.reasons, (row) => [key(row), row.n])).toEqual(
        tally(places, (row) => [key(row), 1]),
      );
      expect(tally(counts.reasons, (row) => [key(row), row.monthlyMinor])).toEqual(
        tally(places, (row) => [key(row), row.monthlyMinor]),
      );
      expect(tally(counts.segments, (row) => [row.segment, row.n])).toEqual(
        tally(inside, (one) => [segmentOf(countedIn(one)), 1]),
      );
      const inferred = inside.flatMap((one) => [...new Set(one.inferred.map(({ category }) => category))]);
      expect(
        tally(
          counts.sides.filter(({ side }) => side === 'inferred'),
          (row) => [row.category, row.n],
        ),
      ).toEqual(tally(inferred, (category) => [category, 1]));
    }),
  );
});

test('a merged detail counts as the one it was merged into, and an answer that named both counts once', () => {
  const columns = new FactColumns();
  const codes = [
    { category: 'price', detail: 'too-high' },
    { category: 'price', detail: 'dear' },
  ];
  columns.add(`+${factText({ ...plain, stated: [codes] })}`);
  const count = (merged?: Record<string, string>) =>
    columns
      .count({ slice: { from: '2026-10', to: '2026-10' }, parts: ['reasons'], merged })
      .reasons.filter(({ detail }) => detail !== '')
      .map(({ detail, n }) => [detail, n]);
  expect(count()).toEqual([
    ['too-high', 1],
    ['dear', 1],
  ]);
  expect(count({ 'price/dear': 'price/too-high' })).toEqual([['too-high', 1]]);
});

test('the first reason and the indirect one are told apart where they differ (R5)', () => {
  const columns = new FactColumns();
  const [price, service] = [
    { category: 'price', detail: '' },
    { category: 'service', detail: 'slow-answer' },
  ];
  for (const stated of [[[price], [service]], [[price], [price]], [[price], []], [[price]], [[], [service]]])
    columns.add(`+${factText({ ...plain, stated })}`);
  const { excuses } = columns.count({ slice: { from: '2026-10', to: '2026-10' }, parts: ['excuses'] });
  expect(excuses.map(({ first, other, n }) => [first, other, n])).toEqual([
    ['', 'differ', 1],
    ['price', 'service', 1],
    ['', 'agree', 1],
  ]);
});

test('answers of the product, counted from facts, equal the roll-ups', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  await manyAnswers(deps.db, { answers: 3000, customers: 400, lastMonth: '2026-10', months: 6 });
  await anAnswer(deps, { nps: 2, reasons: ['price/too-high', 'service'], tier: 'gold', monthlyMinor: 900 });
  const asked = { from: '2026-07', to: '2026-10', tier: 'gold' as const };
  const facts = await factCounts(deps.db, { slice: asked, parts: ['scores', 'reasons', 'segments'] });
  const scoreKey = (row: { month: string; measure: string; value: string }) =>
    `${row.month} ${row.measure} ${row.value}`;
  expect(tally(facts.scores, (row) => [scoreKey(row), row.n])).toEqual(
    tally(await scoreCounts(deps.db, asked), (row) => [scoreKey(row), row.n]),
  );
  const reasonKey = (row: { month: string; category: string; detail: string }) =>
    `${row.month} ${row.category} ${row.detail}`;
  const rolled = await reasonCounts(deps.db, 'responses', asked);
  expect(tally(facts.reasons, (row) => [reasonKey(row), row.n])).toEqual(
    tally(rolled, (row) => [reasonKey(row), row.n]),
  );
  expect(tally(facts.reasons, (row) => [reasonKey(row), row.monthlyMinor])).toEqual(
    tally(rolled, (row) => [reasonKey(row), row.monthlyMinor]),
  );
  expect(tally(facts.segments, (row) => [row.segment, row.n])).toEqual(
    tally(await segmentCounts(deps.db, asked), (row) => [row.segment, row.n]),
  );
  expect(await factDifferences(deps.db)).toEqual([]);
});

test('a fact is replaced only as long as it stands, and the doctor sees one that was not', async () => {
  const { deps } = await testApp();
  const { id } = await anAnswer(deps, { nps: 3, reasons: ['price'] });
  const standing = await standingFact(deps.db, id);
  if (!standing) throw new Error('An answer leaves a fact');
  const changed = { ...readFact(standing.said), inferred: [{ category: 'service', detail: '' }] };
  await write(deps.db, (tx) => replaceFact(tx, { standing, fact: changed }));
  const again = write(deps.db, (tx) => replaceFact(tx, { standing, fact: { ...changed, tier: 'gold' } }));
  await expect(again).rejects.toThrow('changed by somebody else');
  expect((await standingFact(deps.db, id))?.said).toBe(factText(changed));
  expect(await factDifferences(deps.db)).toMatchObject([{ responseId: id }]);
});

test('what comes while others count is in the next count, and a thread that ends is begun anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-facts-'));
  copyFileSync(templatePath, join(folder, 'facts.db'));
  const url = `file:${join(folder, 'facts.db')}`;
  const db = await openDatabase({ url });
  const begun: Worker[] = [];
  const threadUrl = new URL('../../../server/understand/facts/thread-facts.ts', import.meta.url).href;
  const facts = new ThreadFacts({ url }, (data) => {
    const thread = startThread(threadUrl, 'fact-thread', data);
    begun.push(thread);
    return thread;
  });
  onTestFinished(async () => {
    await facts.close();
    await closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  });
  const people = async () => {
    const counts = await facts.counts({ slice: { from: '2026-10', to: '2026-10' }, parts: ['people'] });
    return counts.people.map(({ n }) => n);
  };
  expect(await people()).toEqual([]);
  await write(db, (tx) => addFact(db, tx, 'a', plain));
  await write(db, (tx) => addFact(db, tx, 'b', plain));
  expect(await people()).toEqual([2]);
  await begun[0]?.terminate();
  await write(db, (tx) => addFact(db, tx, 'c', plain));
  expect(await people()).toEqual([3]);
  expect(begun).toHaveLength(2);
}, 30_000);

const plain: ResponseFact = {
  month: '2026-10',
  programId: 'monthly',
  tier: 'gold',
  department: '',
  accountManager: '',
  language: 'en',
  currency: 'SAR',
  monthlyMinor: 100,
  scores: [],
  stated: [],
  told: [],
  inferred: [],
  confirmed: [],
};

function isInside(one: ResponseFact, asked: FactQuestion['slice']): boolean {
  const codes = countedIn(one).map(({ category, detail }) => `${category}/${detail}`);
  const is = (wanted: string | undefined, value: string) => wanted === undefined || wanted === value;
  const { named } = asked;
  return (
    one.month >= asked.from &&
    one.month <= asked.to &&
    is(asked.program, one.programId) &&
    is(asked.tier, one.tier) &&
    is(asked.department, one.department) &&
    is(asked.manager, one.accountManager) &&
    is(asked.language, one.language) &&
    is(asked.segment, segmentOf(countedIn(one))) &&
    (named === undefined || codes.some((code) => code === named || code.startsWith(`${named}/`)))
  );
}

/** Sums by key, without what adds up to nothing. */
function tally<T>(rows: T[], of: (row: T) => [string, number]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const [key, n] = of(row);
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
  return Object.fromEntries([...sums].filter(([, n]) => n !== 0).toSorted());
}
