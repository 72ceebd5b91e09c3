import type { Database } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { shareDifference } from '#surveys/interval.ts';
import { alikeShares, type Stratum } from '#surveys/weighted-share.ts';
import type { FactsFound } from '../facts/fact-search.ts';
import { findFacts } from '../facts/facts.ts';
import { scoreCounts } from '../metrics.ts';
import { shown, shownChange } from '../minimum-group.ts';
import type { Slice } from '../slice.ts';
import { ratesTold, whatIsAsked, type CompensationQuestion, type RatesTold } from './compensations.ts';
import { startOf } from './proposed-in.ts';
import { worst } from './reached.ts';
import {
  afterBadAnswers,
  afterCompensation,
  howManyProposed,
  type Followed,
  type Measure,
} from './what-followed.ts';

/** Looked at one by one, on all scales together: of more, every second, third or hundredth is, by its number. */
const usualMost = { bad: 2000, proposals: 4000 };

/**
 * What followed a bad score: whether the customer's next one was bad no more, of those compensated and of the others, made
 * alike in score and tier. Nobody drew who is compensated, so the difference is no proof.
 */
export async function effectOf(
  deps: Pick<Deps, 'db' | 'now'>,
  question: CompensationQuestion,
  most = usualMost,
) {
  const { db } = deps;
  const { slice, timeZone } = await whatIsAsked(deps, question);
  if (slice === null) return { effects: [] };
  const found = await badAnswers(db, slice, most);
  // Asked together, so that the thread of the facts counts while the answers are read.
  const [told, looked] = await Promise.all([
    ratesTold(db, slice),
    Promise.all(found.map((one) => lookAt(db, one, { slice, from: startOf(slice.from, timeZone) }))),
  ]);
  const effects = looked.map((one) => effectOn(one, told));
  return { effects: effects.filter(({ compensated }) => compensated.n !== 0) };
}

type Most = typeof usualMost;

interface Bad {
  measure: Measure;
  bad: FactsFound;
  /** Its part of what is looked at. */
  most: Most;
}

/** The bad answers on each scale that was answered on. */
async function badAnswers(db: Database, slice: Slice, most: Most): Promise<Bad[]> {
  const scores = await scoreCounts(db, slice);
  const answered = (measure: Measure) =>
    scores.filter((row) => row.measure === measure).reduce((all, { n }) => all + n, 0);
  const measures = (['nps', 'csat'] as const).filter((measure) => answered(measure) !== 0);
  const part = (of: number) => Math.floor(of / measures.length);
  const each = { bad: part(most.bad), proposals: part(most.proposals) };
  return Promise.all(
    measures.map(async (measure) => {
      const scored = { measure, least: 0, most: worst[measure] };
      return { measure, most: each, bad: await findFacts(db, { slice, scored, most: each.bad }) };
    }),
  );
}

interface LookedAt {
  measure: Measure;
  /** How many stand behind each one that was looked at. */
  every: { compensated: number; others: number };
  compensated: Followed[];
  others: Followed[];
}

/** Few are all looked at. Of many so few are compensated that those are come to by their compensation. */
async function lookAt(
  db: Database,
  { measure, bad, most }: Bad,
  { slice, from }: { slice: Slice; from: Date },
): Promise<LookedAt> {
  const rows = await afterBadAnswers(db, { measure, slice }, bad);
  const others = rows.filter(({ isPaid }) => !isPaid);
  if (bad.n <= most.bad)
    return {
      measure,
      every: { compensated: 1, others: 1 },
      others,
      compensated: rows.filter(({ isPaid }) => isPaid),
    };
  const every = Math.ceil((await howManyProposed(db, from)) / most.proposals);
  return {
    measure,
    every: { compensated: Math.max(1, every), others: Math.ceil(bad.n / most.bad) },
    compensated: await afterCompensation(db, { measure, slice }, { from, every }),
    others,
  };
}

function effectOn({ measure, every, compensated, others }: LookedAt, { inTotal, isWithheld }: RatesTold) {
  // Where no month may be told, all are counted so that it can be said why nothing is.
  const isTold = ({ month }: Followed) => inTotal.length === 0 || inTotal.includes(month);
  const shares = alikeShares(strata(compensated.filter(isTold), others.filter(isTold)));
  const difference = shareDifference(shares.others, shares.of);
  return {
    measure,
    every,
    compensated: shown(shares.of, isWithheld),
    others: shown(shares.others, isWithheld),
    difference: isWithheld ? null : shownChange(difference, shares.others, shares.of),
  };
}

function strata(compensated: Followed[], others: Followed[]): Stratum[] {
  const keyOf = ({ score, tier }: Followed) => `${score} ${tier}`;
  const counted = (rows: Followed[]) => ({
    n: rows.reduce((all, { n }) => all + n, 0),
    happened: rows.filter(({ isBetter }) => isBetter).reduce((all, { n }) => all + n, 0),
  });
  return [...new Set(compensated.map(keyOf))].map((key) => ({
    of: counted(compensated.filter((row) => keyOf(row) === key)),
    others: counted(others.filter((row) => keyOf(row) === key)),
  }));
}
