import { departuresOf, type PeriodQuestion } from '../departures/departures.ts';
import { returnsOf } from '../departures/returns.ts';
import type { LeavingReason } from '../departures/leaving-reason.ts';
import type { Deps } from '#server/deps.ts';
import type { Losses } from '../departures/loss-report.ts';
import { isTooFew, minimumAnswers } from '../minimum-group.ts';
import { ofMany, ofManyEach } from './single-money.ts';

/** The page of departures without the people, and without the colleagues they belonged to. */
export async function sharedDepartures(deps: Deps, question: PeriodQuestion) {
  const { from, to, figures } = await departuresOf(deps, question);
  const page = 'departures' as const;
  if (figures === null) return { page, from, to, figures };
  const { byManager: _, churn, reasons, byDepartment, ...others } = figures;
  const isOfFew = churn.left - churn.cameAndLeft < minimumAnswers || isTooFew(churn.cameAndLeft);
  const shown = {
    ...others,
    churn: { ...churn, money: ofMany(churn.left, churn.money), byMoney: isOfFew ? [] : churn.byMoney },
    reasons: reasonsOfMany(reasons),
    byDepartment: lossesOfMany(byDepartment, churn.left),
  };
  return { page, from, to, figures: shown };
}

/** Departments are parts of all who left; those whose losses are hidden are told together by the rest. */
function lossesOfMany(departments: Losses[], left: number): Losses[] {
  const [told, hidden] = [departments.filter(isTold), departments.filter((one) => !isTold(one))];
  const rest = left - told.reduce((all, { counts }) => all + (counts?.left ?? 0), 0);
  const parts = [
    ...told.map((losses) => ({ losses, n: losses.counts?.left ?? 0 })),
    { losses: null, n: rest },
  ];
  const ofMany = ofManyEach(parts, {
    key: ({ losses }) => losses?.group ?? restOfLosses,
    n: ({ n }) => n,
    without: ({ losses, n }) => ({ losses: losses && { ...losses, money: [] }, n }),
  });
  return [...ofMany.flatMap(({ losses }) => losses ?? []), ...hidden];
}

const isTold = ({ counts }: Losses): boolean => counts !== null;
/** No department has such a code. */
const restOfLosses = '\u001F';

/** The page of returns without those who came back. */
export async function sharedReturns(deps: Deps, question: PeriodQuestion) {
  const { from, to, figures } = await returnsOf(deps, question);
  const page = 'returns' as const;
  if (figures === null) return { page, from, to, figures };
  const { all, value, byMonth } = figures;
  const lost = ofMany(all.left, value.lost);
  const returned = isTooFew(all.left - all.returned) ? [] : ofMany(all.returned, value.returned);
  const shown = {
    ...figures,
    value: { lost, returned },
    byMonth: ofManyEach(byMonth, {
      key: ({ month }) => month,
      n: ({ returned }) => returned,
      without: (row) => ({ ...row, money: [] }),
    }),
  };
  return { page, from, to, figures: shown };
}

/** A departure has one reason, so categories are parts of the whole, and details with what has none of their category. */
function reasonsOfMany(reasons: LeavingReason[]): LeavingReason[] {
  const key = ({ category }: LeavingReason) => category;
  const withoutMoney = ({ details, ...reason }: LeavingReason): LeavingReason => ({
    ...reason,
    money: [],
    details: details.map((one) => ({ ...one, money: [] })),
  });
  return ofManyEach(reasons, { key, n: ({ count }) => count, without: withoutMoney }).map((reason) => ({
    ...reason,
    details: detailsOfMany(reason),
  }));
}

type Detail = LeavingReason['details'][number];

function detailsOfMany({ count, details }: LeavingReason): Detail[] {
  const rest = count - details.reduce((all, one) => all + one.count, 0);
  const parts: Detail[] = [...details, { detail: '', count: rest, share: none, money: [] }];
  return ofManyEach(parts, {
    key: ({ detail }) => detail,
    n: (one) => one.count,
    without: (one) => ({ ...one, money: [] }),
  }).filter(({ detail }) => detail !== '');
}

const none: Detail['share'] = { value: null, n: 0, interval: null, hidden: null };
