import type { OfferedReward } from '#client/locales/reward-texts.ts';
import type { ProgramReward } from '#db/schema/policy-parts.ts';

interface Rewarding {
  reward: ProgramReward | null;
  rewardMinor: number | null;
}

/** What everybody who answers is given (A2): what the program says, else a credit of `rewardMinor`; null for nothing. */
export function rewardOf({ reward, rewardMinor }: Rewarding): ProgramReward | null {
  if (reward) return reward;
  return rewardMinor === null ? null : { kind: 'fixed', amountMinor: rewardMinor };
}

/** How a reward is told of before anybody answers. Points are an amount in the currency `PTS`. */
export function offeredOf(reward: ProgramReward | null, currency: string): OfferedReward | null {
  if (reward === null) return null;
  if (reward.kind === 'points') return { kind: 'given', amountMinor: reward.points, currency: 'PTS' };
  if (reward.kind === 'fixed') return { kind: 'given', amountMinor: reward.amountMinor, currency };
  const { prizeMinor, winners } = reward;
  return { kind: 'lottery', prizeMinor, winners, currency };
}
