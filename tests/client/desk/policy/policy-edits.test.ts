import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedRule, kindNames, movedRule, ofKind, withPart } from '#client/desk/policy/policy-edits.ts';
import type { PolicyDocument } from '#client/desk/policy/policies-data.ts';
import { policyDocument } from '#server/answer/policy/policy-input.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';

const three = presetDocument('small-customers', 'en') as PolicyDocument;
const idsOf = ({ rules }: PolicyDocument) => rules.map(({ id }) => id);

test('a moved rule keeps all others in their order', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.integer({ min: -1, max: 4 }), (from, to) => {
      const after = idsOf(movedRule(three, from, to));
      const moved = idsOf(three)[from];
      expect(after.toSorted()).toEqual(idsOf(three).toSorted());
      expect(after.filter((id) => id !== moved)).toEqual(idsOf(three).filter((id) => id !== moved));
      if (moved !== undefined && to >= 0 && to < after.length) expect(after[to]).toBe(moved);
    }),
  );
});

test('a rule added has an id of its own, and a shape that can be kept', () => {
  const after = addedRule(addedRule(three, 'New'), 'New');
  expect(new Set(idsOf(after)).size).toBe(three.rules.length + 2);
  expect(policyDocument.safeParse(after).success).toBe(true);
});

test.each(kindNames)(
  'a gift that becomes %s has what that kind may have, and a shape that can be kept',
  (kind) => {
    for (const { give } of three.rules) {
      const after = { ...three, rules: [{ id: 'r', name: 'R', when: {}, give: ofKind(give, kind) }] };
      expect(policyDocument.safeParse(after)).toMatchObject({ success: true });
    }
  },
);

test('a part taken away is not said at all', () => {
  expect(withPart({ scoreAtMost: 3, isPromoter: true }, 'scoreAtMost', undefined)).toEqual({
    isPromoter: true,
  });
});
