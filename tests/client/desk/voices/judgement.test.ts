import { describe, expect, test } from 'vitest';
import { certaintyOf } from '#client/desk/voices/certainty.ts';
import {
  confirmed,
  namedIn,
  withCompetitor,
  withDetail,
  withToggled,
  type Named,
} from '#client/desk/voices/judgement.ts';

const reason = (
  status: 'stated' | 'inferred' | 'confirmed',
  code: string,
  competitorId: string | null = null,
) => {
  const [category = 'other', detail = ''] = code.split('/');
  const rest = { quote: `the ${category}`, question: null, confidence: null, competitorName: null };
  return { ...rest, status, category: category as Named['category'], detail, competitorId };
};

const aVoice = (state: 'inferred' | 'reviewed', ...reasons: ReturnType<typeof reason>[]) => ({
  reasons,
  reading: { state, confidence: 0.5, revision: 0, reviewedAt: null, reviewedBy: null },
});

const codes = (named: Named[]) =>
  named.map(({ category, detail, competitorId }) =>
    [category, detail, competitorId].filter(Boolean).join('/'),
  );

describe('a judgement', () => {
  const read = aVoice('inferred', reason('stated', 'other'), reason('inferred', 'price/too-high'));
  const done = aVoice('reviewed', reason('inferred', 'product'), reason('confirmed', 'price/too-high'));

  test('starts from what was read, and after a review from what was confirmed', () => {
    expect(codes(namedIn(read))).toEqual(['price/too-high']);
    expect(codes(namedIn(done))).toEqual(['price/too-high']);
    expect(namedIn({ reasons: [], reading: null })).toEqual([]);
  });

  test('sets one category in the place of what was read, with the detail that was read for it', () => {
    expect(codes(withToggled(read, 'service'))).toEqual(['service']);
    expect(codes(withToggled(read, 'price'))).toEqual(['price/too-high']);
  });

  test('after a review sets others beside it and takes them away again', () => {
    expect(codes(withToggled(done, 'service'))).toEqual(['price/too-high', 'service']);
    expect(codes(withToggled(done, 'price'))).toEqual([]);
  });

  test('a detail stands in the place of those of its category; a competitor with its own', () => {
    expect(codes(withDetail(read, 'price', 'price-rise'))).toEqual(['price/price-rise']);
    expect(codes(withDetail(done, 'service', 'late-delivery'))).toEqual([
      'price/too-high',
      'service/late-delivery',
    ]);
    expect(codes(withDetail(done, 'price', null))).toEqual(['price']);
    expect(codes(withCompetitor(read, 'aqua'))).toEqual(['price/too-high', 'competitor/aqua']);
    expect(
      codes(withCompetitor(aVoice('inferred', reason('inferred', 'competitor', 'blue')), 'aqua')),
    ).toEqual(['competitor/aqua']);
  });

  test('is shown at once: what was chosen stays, what was read gives way, its words stay marked', () => {
    const shown = confirmed(read, withToggled(read, 'price'), () => null);
    expect(shown.reading).toMatchObject({ state: 'reviewed', revision: 0 });
    expect(shown.reasons).toMatchObject([
      { status: 'stated', category: 'other' },
      { status: 'confirmed', category: 'price', detail: 'too-high', quote: 'the price' },
    ]);
  });
});

test.each([
  [0.2, 'unsure'],
  [0.6, 'likely'],
  [0.9, 'sure'],
])('a confidence of %d is said to be %s', (confidence, word) => expect(certaintyOf(confidence)).toBe(word));
