import type { PointsRules } from '#db/schema/policy-parts.ts';
import { worthOfPoints } from '#server/listen/points-held.ts';

export const pointsRefusals = {
  'no-points': 'Points are not redeemable: the policy says nothing of what they are worth.',
  'too-few-points': 'These are fewer points than may be redeemed at once.',
  'worth-nothing': 'So few points are worth nothing yet.',
} as const;
export type PointsRefusal = keyof typeof pointsRefusals;

/** What so many points are exchanged for, or why not. */
export function exchanged(
  points: number,
  rules: PointsRules,
): { worthMinor: number } | { refused: PointsRefusal } {
  const worth = worthOfPoints(points, rules);
  if (worth === null) return { refused: 'no-points' };
  if (points < rules.leastToRedeem) return { refused: 'too-few-points' };
  return worth === 0 ? { refused: 'worth-nothing' } : { worthMinor: worth };
}
