import { describe, expect, test } from 'vitest';
import { headline } from '#server/understand/headline.ts';
import { trend, type ScoreCount } from '#server/understand/metric.ts';
import { reasonFigures, type ReasonCount, type Source } from '#server/understand/reason-share.ts';

const months = ['2026-09', '2026-10'];

describe('the sentence above the overview', () => {
  test('says how many left, what they were worth, why, and that the rise is real', () => {
    const left = reasonsOf('departures', {
      '2026-09': { all: 100, competitor: 20, price: 80 },
      '2026-10': { all: 61, competitor: 27, 'competitor/better-device': 15, price: 20, service: 14 },
    });
    expect(headlineOf({ left })).toEqual([
      { kind: 'lost', count: 61, month: '2026-10', money: [{ amountMinor: 6100, currency: 'USD' }] },
      { kind: 'left-over', count: 27, category: 'competitor', detail: 'better-device' },
      {
        kind: 'share-moved',
        from: expect.closeTo(0.2),
        to: expect.closeTo(0.443, 3),
        direction: 'rose',
        isReal: true,
      },
      {
        kind: 'note',
        n: 61,
        interval: { low: expect.closeTo(0.325, 3), high: expect.closeTo(0.567, 3) },
        unit: 'share',
      },
    ]);
  });

  test.each([
    ['a fall', { '2026-09': { all: 50, price: 40 }, '2026-10': { all: 50, price: 20 } }, 'fell', true],
    ['a wobble', { '2026-09': { all: 10, price: 5 }, '2026-10': { all: 10, price: 6 } }, 'rose', false],
  ] as const)('tells %s as what it is', (_, counts, direction, isReal) => {
    const parts = headlineOf({ left: reasonsOf('departures', counts) });
    expect(parts.find(({ kind }) => kind === 'share-moved')).toMatchObject({ direction, isReal });
  });

  test.each([
    ['one departure', { '2026-10': { all: 1, price: 1, 'price/too-high': 1 } }, null],
    [
      'two details named as often',
      { '2026-10': { all: 4, price: 4, 'price/too-high': 2, 'price/price-rise': 2 } },
      null,
    ],
    [
      'a detail that leads',
      { '2026-10': { all: 4, price: 4, 'price/too-high': 3, 'price/price-rise': 1 } },
      'too-high',
    ],
  ])('names no detail that was not said most often: %s', (_, counts, detail) => {
    const parts = headlineOf({ left: reasonsOf('departures', counts) });
    expect(parts).toContainEqual(expect.objectContaining({ kind: 'left-over', category: 'price', detail }));
    expect(parts.some(({ kind }) => kind === 'share-moved' || kind === 'note')).toBe(false);
  });

  test('"other" leads only when nothing else was named', () => {
    const leadOf = (counts: Counts) =>
      headlineOf({ left: reasonsOf('departures', { '2026-10': counts }) }).find(
        (part) => part.kind === 'left-over',
      );
    expect(leadOf({ all: 10, other: 8, price: 2 })).toMatchObject({ category: 'price', count: 2 });
    expect(leadOf({ all: 10, other: 10 })).toMatchObject({ category: 'other' });
  });

  test('without departures says the score, its change and what was named most', () => {
    const nps = [...scores('2026-09', { 0: 40, 9: 20 }), ...scores('2026-10', { 0: 10, 9: 50 })];
    const named = reasonsOf('responses', { '2026-10': { all: 60, service: 12, 'service/late-delivery': 9 } });
    expect(headlineOf({ nps, named })).toMatchObject([
      { kind: 'nps', value: expect.closeTo(66.7, 1), month: '2026-10' },
      { kind: 'nps-moved', by: 100, direction: 'rose', since: '2026-09', isReal: true },
      { kind: 'named', category: 'service', detail: 'late-delivery', share: 0.2 },
      { kind: 'note', n: 60, unit: 'points' },
    ]);
  });

  test.each([
    ['nobody', {}, 'quiet'],
    ['four people', { 9: 4 }, 'too-few'],
  ])('says so when %s answered', (_, answers, kind) => {
    expect(headlineOf({ nps: scores('2026-10', answers) })).toEqual([{ kind, month: '2026-10' }]);
  });
});

type Counts = Record<string, number>;

function headlineOf(given: {
  nps?: ScoreCount[];
  left?: ReturnType<typeof reasonsOf>;
  named?: ReturnType<typeof reasonsOf>;
}) {
  return headline({
    month: '2026-10',
    nps: trend('nps', given.nps ?? [], { months }),
    left: given.left ?? reasonsOf('departures', {}),
    named: given.named ?? reasonsOf('responses', {}),
  });
}

function scores(month: string, answers: Record<number, number>): ScoreCount[] {
  return Object.entries(answers).map(([value, n]) => ({ month, measure: 'nps', value, n }));
}

function reasonsOf(source: Source, counts: Record<string, Counts>) {
  const rows: ReasonCount[] = Object.entries(counts).flatMap(([month, named]) =>
    Object.entries(named).map(([code, n]) => {
      const [category = '', detail = ''] = code.split('/');
      return { month, category, detail, currency: 'USD', n, monthlyMinor: n * 100 };
    }),
  );
  return reasonFigures({ source, months, rows, of: ['2026-10'] });
}
