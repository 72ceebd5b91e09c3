import { caseWords } from './case-words.ts';
import type { Chance } from './chance.ts';
import type { DemoLocale } from './people.ts';
import { teamAnswers } from './sample-teams.ts';
import { departureReasons, voices } from './voices.ts';

type Reason = keyof typeof voices;

const reasonWeights: Record<'promoter' | 'passive' | 'detractor', Record<string, number>> = {
  promoter: { 'all-well': 92, late: 2, price: 4, else: 2 },
  passive: { 'all-well': 34, price: 24, late: 12, 'slow-answer': 8, quality: 8, competitor: 6, else: 8 },
  detractor: {
    late: 30,
    price: 18,
    unresolved: 14,
    competitor: 12,
    treatment: 9,
    quality: 8,
    'slow-answer': 6,
    else: 3,
  },
};

/** How many find the price higher than expected, whatever else they name. */
const priceShare = { promoter: 0.02, passive: 0.08, detractor: 0.22 };

const commentShare = { promoter: 0.3, passive: 0.35, detractor: 0.75 };

/** What a customer answers to the monthly survey. `weather` moves the whole month: a bad or a good one. */
export function monthlyAnswers(
  chance: Chance,
  customer: { goodwill: number; locale: DemoLocale },
  weather: number,
): Record<string, string | number | Record<string, number>> {
  const noise = (chance.next() + chance.next() - 1) * 2.6;
  const score = Math.max(0, Math.min(10, Math.round(customer.goodwill + weather + noise)));
  const band = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor';
  const reason: Reason = chance.weighted(reasonWeights[band]);
  const comment = chance.happens(commentShare[band])
    ? chance.of(voices[reason]?.[customer.locale] ?? ['…'])
    : null;
  return {
    recommend: score,
    price:
      reason === 'price' || chance.happens(priceShare[band])
        ? 'more'
        : chance.weighted({ less: 12, same: 88 }),
    'on-time': reason === 'late' ? 'no' : chance.weighted({ yes: 97, no: 3 }),
    ...teamAnswers(chance, { score, reason }),
    reason,
    ...(comment === null ? {} : { 'reason-Comment': comment }),
  };
}

const exitDetails: Record<string, string[]> = {
  price: ['too-high', 'price-rise', 'extra-charges'],
  service: ['late', 'unresolved', 'attitude', 'slow-answer'],
  competitor: ['device', 'faster', 'offer'],
  product: ['quality', 'broken'],
  circumstances: ['moved', 'closed'],
};

/** What would have kept her, by the reason she gives first: the price is said for the service's sake as often as for its own. */
const wouldHaveStayed: Record<string, Record<string, number>> = {
  price: { 'lower-price': 9, 'on-time': 4, solved: 3, answers: 2, 'same-offer': 2 },
  service: { 'on-time': 6, respect: 4, solved: 6, answers: 4, 'lower-price': 2 },
  competitor: { 'same-offer': 10, 'on-time': 4, solved: 3, 'lower-price': 4, 'better-quality': 1 },
  product: { 'better-quality': 8, solved: 2 },
  circumstances: { nothing: 7, 'lower-price': 2, 'on-time': 2 },
  else: { nothing: 3, respect: 3, 'lower-price': 2 },
};

/** What a leaver answers in the exit interview: a reason, its detail, and what would have kept her (R5). */
export function exitAnswers(chance: Chance, category: string): Record<string, string | string[]> {
  const reason = exitDetails[category] ? category : 'else';
  return {
    reason,
    ...(exitDetails[reason] ? { [`${reason}-detail`]: chance.of(exitDetails[reason]) } : {}),
    stay: [chance.weighted(wouldHaveStayed[reason] ?? { nothing: 1 })],
    'may-call': 'no',
  };
}

const wordsOfLeavers: Record<string, Reason[]> = {
  price: ['price'],
  service: ['late', 'unresolved', 'treatment', 'slow-answer'],
  competitor: ['competitor'],
  product: ['quality'],
  circumstances: ['else'],
  else: ['else'],
};

/** How many leave for each cause. */
export const whyTheyLeave = { competitor: 8, service: 6, price: 4, product: 2, circumstances: 2, else: 1 };

/** What a leaver says on the telephone, with the words as she said them. */
export function interviewAnswers(chance: Chance, locale: DemoLocale): Record<string, string | string[]> {
  const reason = chance.weighted(whyTheyLeave);
  const words = voices[chance.of(wordsOfLeavers[reason] ?? ['else'])]?.[locale] ?? [];
  const answers = exitAnswers(chance, reason);
  return { ...answers, ...(words.length > 0 && { 'reason-Comment': chance.of(words) }) };
}

export function departureReason(chance: Chance, isRecent: boolean) {
  const weights = Object.fromEntries(
    departureReasons.map((reason, index) => [
      String(index),
      reason.category === 'competitor' && isRecent ? reason.weight * 1.9 : reason.weight,
    ]),
  );
  const chosen = departureReasons[Number(chance.weighted(weights))];
  if (!chosen) throw new Error('The sample has no departure reasons');
  return chosen;
}

const serviceReasons = { late: 30, 'wrong-item': 10, damaged: 8, treatment: 9, 'slow-answer': 6, price: 12 };

/** What a customer answers the day after a delivery. */
export function serviceAnswers(
  chance: Chance,
  customer: { goodwill: number; locale: DemoLocale },
): Record<string, string | number> {
  const satisfied = Math.max(1, Math.min(5, Math.round(customer.goodwill / 2 + chance.next() * 1.4 - 0.6)));
  if (satisfied > 3) return { satisfied, easy: chance.between(5, 7), 'on-time': 'yes' };
  const reason = chance.weighted(serviceReasons);
  const words = chance.happens(0.6) ? voices[reason]?.[customer.locale] : undefined;
  return {
    satisfied,
    easy: chance.between(2, 5),
    'on-time': reason === 'late' ? 'no' : 'yes',
    reason,
    ...(words && { words: chance.of(words) }),
  };
}

/** What somebody says when she is asked whether it was put right. */
export function followUpAnswers(chance: Chance, customer: { locale: DemoLocale }): Record<string, string> {
  const said = chance.weighted({ yes: 68, partly: 20, no: 12 });
  const missing = chance.of(caseWords[customer.locale].missing);
  const again = chance.weighted({ yes: 7, 'not-sure': 2, no: 1 });
  return { 'put-right': said, ...(said === 'yes' ? {} : { missing }), again: said === 'yes' ? 'yes' : again };
}

const whatKeeps = { price: 6, people: 9, product: 12, word: 8, ease: 10, habit: 5 };

/** What keeps a loyal customer, and sometimes what would make her leave. */
export function loyalAnswers(
  chance: Chance,
  customer: { locale: DemoLocale },
): Record<string, string | string[]> {
  const keeps = [...new Set([chance.weighted(whatKeeps), chance.weighted(whatKeeps)])];
  const words = voices[chance.weighted({ price: 3, late: 2, competitor: 2 })]?.[customer.locale];
  return { keeps, ...(words && chance.happens(0.5) ? { 'leave-if': chance.of(words) } : {}) };
}
