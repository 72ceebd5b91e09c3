import type { PointsRules } from '#db/schema/policy-parts.ts';

export const pointsRefusals = {
  'no-points': 'Points are not redeemable: the policy says nothing of what they are worth.',
  'too-few-points': 'These are fewer points than may be redeemed at once.',
  'worth-nothing': 'So few points are worth nothing yet.',
} as const;
export type PointsRefusal = keyof typeof pointsRefusals;

/** What points come to in minor units (C9): their share of what a hundred are worth, rounded down. Null where they have no worth. */
export function worthMinor(points: number, { hundredWorthMinor }: PointsRules): number | null {
  return hundredWorthMinor === null ? null : Math.floor((points * hundredWorthMinor) / 100);
}

/** What so many points are exchanged for, or why not. */
export function exchanged(
  points: number,
  rules: PointsRules,
): { worthMinor: number } | { refused: PointsRefusal } {
  const worth = worthMinor(points, rules);
  if (worth === null) return { refused: 'no-points' };
  if (points < rules.leastToRedeem) return { refused: 'too-few-points' };
  return worth === 0 ? { refused: 'worth-nothing' } : { worthMinor: worth };
}
