import { share, shareDifference, type Difference, type Estimate } from '#surveys/interval.ts';
import { meanDifference, sampleMean } from '#surveys/sample-mean.ts';
import { shown, shownChange, type Figure } from '../minimum-group.ts';

export type Arm = 'offer' | 'call-only';

/** Days after the case in which is looked what followed. */
export const horizons = [90, 180] as const;
export type Horizon = (typeof horizons)[number];

/** One customer of the trial: her first case that was drawn into an arm, and what followed. */
export interface Tried {
  arm: Arm;
  /** Whole days since her case was opened. */
  daysSince: number;
  /** Whether her next score on the same scale was higher; null where she has given none. */
  isBetter: boolean | null;
  /** Of each horizon, known only when it is over. */
  after: Record<Horizon, { orders: number; orderedMinor: number; isKept: boolean }>;
  /** What compensation for this case has cost, in the company's currency. */
  givenMinor: number;
}

export interface Compared {
  offer: Figure;
  callOnly: Figure;
  /** `offer - call-only`, with its 95 % interval. */
  difference: Difference | null;
}

export interface CostPerKept {
  /** What was given to everybody offered, in minor units. */
  givenMinor: number;
  /** What a customer kept who else would have left has cost, and its 95 % interval; null where it is not shown to help. */
  minor: { value: number; low: number; high: number } | null;
}

export interface TrialAfter {
  days: Horizon;
  ordered: Compared;
  orderedMinor: Compared;
  kept: Compared;
  /** Null where there is no difference to tell. */
  cost: CostPerKept | null;
}

/**
 * What followed with the offer of money and with the call alone. Chance decided who was offered, so a difference whose
 * interval leaves out 0 is the offer's doing. Who was offered counts as offered, taken or not (intention to treat). Each
 * customer counts once, so that no one's several cases pass for several customers.
 */
export function trialOf(tried: readonly Tried[]): { better: Compared; after: TrialAfter[] } {
  return {
    better: compareShares(
      tried.filter(({ isBetter }) => isBetter !== null),
      ({ isBetter }) => isBetter === true,
    ),
    after: horizons.map((days) => afterDays(tried, days)),
  };
}

function afterDays(tried: readonly Tried[], days: Horizon): TrialAfter {
  const over = tried.filter(({ daysSince }) => daysSince >= days);
  const kept = compareShares(over, ({ after }) => after[days].isKept);
  const offered = over.filter(({ arm }) => arm === 'offer');
  const givenMinor = offered.reduce((sum, { givenMinor }) => sum + givenMinor, 0);
  return {
    days,
    ordered: compareShares(over, ({ after }) => after[days].orders > 0),
    orderedMinor: compareMeans(over, ({ after }) => after[days].orderedMinor),
    kept,
    cost: kept.difference && costPerKept(kept.difference, { givenMinor, offered: offered.length }),
  };
}

/**
 * Cost per kept customer `c / d`: `c` what was given per customer offered, `d` the difference of the shares kept. Its
 * interval is that of `d` turned over, `c / high … c / low`, for what was given is known and no sample. Where the
 * interval of `d` holds 0 nobody can be said to have been kept by it, and where `d` is below 0 nobody was.
 */
export function costPerKept(
  { value, interval }: Difference,
  { givenMinor, offered }: { givenMinor: number; offered: number },
): CostPerKept {
  if (interval.low <= 0) return { givenMinor, minor: null };
  const perOffered = givenMinor / offered;
  const at = (difference: number) => Math.round(perOffered / difference);
  return { givenMinor, minor: { value: at(value), low: at(interval.high), high: at(interval.low) } };
}

/** Shares with Wilson's interval, their difference with Newcombe's. */
function compareShares(tried: readonly Tried[], happened: (one: Tried) => boolean): Compared {
  const of = (arm: Arm) => {
    const group = tried.filter((one) => one.arm === arm);
    return share(group.filter(happened).length, group.length);
  };
  return compared(of('offer'), of('call-only'), shareDifference);
}

/** Means with Student's interval, their difference with Welch's. */
function compareMeans(tried: readonly Tried[], valueOf: (one: Tried) => number): Compared {
  const of = (arm: Arm) => tried.filter((one) => one.arm === arm).map(valueOf);
  const [offer, callOnly] = [of('offer'), of('call-only')];
  return compared(sampleMean(offer), sampleMean(callOnly), () => meanDifference(callOnly, offer));
}

function compared(
  offer: Estimate,
  callOnly: Estimate,
  difference: (earlier: Estimate, later: Estimate) => Difference | null,
): Compared {
  return {
    offer: shown(offer),
    callOnly: shown(callOnly),
    difference: shownChange(difference(callOnly, offer), callOnly, offer),
  };
}
