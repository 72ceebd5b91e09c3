import type { PointsRules, PolicyGift } from '#db/schema/policy-parts.ts';
import { pointsCurrency, shareOf, type GivenCompensation, type WrongedOrder } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';

/** How much of a kind is given; `worthMinor` is what it costs the company, in `worthCurrency`. */
export interface Gift {
  amountMinor: number;
  currency: string;
  worthMinor: number;
  worthCurrency: string;
  why: Fact[];
}

export interface Giving {
  give: Pick<PolicyGift, 'amount'>;
  order: WrongedOrder | null;
  points: PointsRules;
  /** The company's currency. */
  currency: string;
}

/** What a rule gives before any guard looks at it; a call or a letter is worth nothing in money. */
export function giftOf({ give: { amount }, order, points, currency }: Giving): Gift {
  if (!amount) return inMoney(0, currency, []);
  if ('points' in amount) return inPoints(amount.points, points, currency);
  if ('fixedMinor' in amount) {
    const amountMinor = amount.fixedMinor;
    return inMoney(amountMinor, currency, [fact('fixed-amount', { amountMinor, currency })]);
  }
  if (!order) return inMoney(0, currency, []);
  const { percentOfOrder } = amount;
  // Bounds are said in the company's currency; of an order in another one the bare share is looked at by a person.
  return sharedOf(order.currency === currency ? amount : { percentOfOrder }, order);
}

/** C2: so much of the order that went wrong; half a minor unit rounds up. */
function sharedOf(
  { percentOfOrder, atLeastMinor, atMostMinor }: Share,
  { amountMinor: orderMinor, currency, externalId }: WrongedOrder,
): Gift {
  const share = shareOf(orderMinor, percentOfOrder);
  const amountMinor = Math.min(Math.max(share, atLeastMinor ?? share), atMostMinor ?? Infinity);
  const why = [
    fact('share-of-order', {
      percent: percentOfOrder,
      amountMinor,
      orderMinor,
      currency,
      order: externalId,
    }),
    ...(amountMinor > share ? [fact('raised-to-least', { amountMinor, currency })] : []),
    ...(amountMinor < share ? [fact('lowered-to-most', { amountMinor, currency })] : []),
  ];
  return inMoney(amountMinor, currency, why);
}

interface Share {
  percentOfOrder: number;
  atLeastMinor?: number | undefined;
  atMostMinor?: number | undefined;
}

const inMoney = (amountMinor: number, currency: string, why: Fact[]): Gift => ({
  amountMinor,
  currency,
  worthMinor: amountMinor,
  worthCurrency: currency,
  why,
});

function inPoints(count: number, points: PointsRules, currency: string): Gift {
  return {
    amountMinor: count,
    currency: pointsCurrency,
    worthMinor: pointsWorth(count, points),
    worthCurrency: currency,
    why: [fact('points-given', { count })],
  };
}

/** What points are worth in minor units, rounded up so that none slip past a budget; nothing where the policy has none. */
export function pointsWorth(count: number, { hundredWorthMinor }: PointsRules): number {
  return Math.ceil((count * (hundredWorthMinor ?? 0)) / 100);
}

/** The same gift of at most so much worth; points are cut to the most whole points that stay within it. */
export function cutTo(gift: Gift, mostMinor: number, points: PointsRules): Gift {
  if (gift.worthMinor <= mostMinor) return gift;
  if (gift.currency !== pointsCurrency) return { ...gift, amountMinor: mostMinor, worthMinor: mostMinor };
  const count = Math.floor((mostMinor * 100) / (points.hundredWorthMinor ?? 1));
  return { ...gift, amountMinor: count, worthMinor: pointsWorth(count, points) };
}

/** What was given, in a currency: points by what they were worth then, other currencies not at all. */
export function worthIn(given: GivenCompensation, currency: string, companyCurrency: string): number {
  if (given.currency === pointsCurrency) return currency === companyCurrency ? given.pointsWorthMinor : 0;
  return given.currency === currency ? given.amountMinor : 0;
}
