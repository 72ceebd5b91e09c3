import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { dayIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween } from '../calendar-month.ts';
import { whatIsAsked, withNames, type PeriodQuestion } from './departures.ts';
import { leaversIn, leftOver } from './churn-figure.ts';
import { daysBetween, type Lifetime } from './lifetime.ts';
import { isWithheld, withheldMonths } from './rates-told.ts';
import { allLifetimes, narrowed } from './lifetimes.ts';
import {
  returnedOf,
  returnsByMonth,
  returnsByReason,
  returnsBySince,
  returnsByTier,
  secondLifetimes,
  valueReturned,
  type LeftOver,
} from './return-figure.ts';

const pageSize = 30;

/** Who of those that left in a span of months has come back: with the first order after leaving (B8), nothing sooner. */
export async function returnsOf(deps: Pick<Deps, 'db' | 'now'>, question: PeriodQuestion) {
  const asked = await whatIsAsked(deps, question);
  if (asked.period === null) return { ...asked.start, figures: null };
  const { timeZone } = await theCompany(deps.db);
  const everybody = await allLifetimes(deps.db, timeZone);
  const lifetimes = narrowed(everybody, question);
  const leavers = leaversIn(lifetimes, asked.period).filter((one) => leftOver(one, asked.narrowedTo));
  const isHidden = isWithheld(leaversIn(everybody, asked.period), { ...question, ...asked.narrowedTo });
  const told = await toldAtExit(deps.db);
  const months = monthsBetween(asked.period.from, asked.period.to);
  const everGone = (one: Lifetime) => leftOver(one, asked.narrowedTo);
  const hiddenMonths = withheldMonths(
    everybody,
    { ...question, ...asked.narrowedTo },
    {
      months: [monthPlus(asked.period.from, -1), ...months],
      of: 'gone',
    },
  );
  const figures = {
    all: returnedOf(leavers, isHidden),
    byMonth: returnsByMonth(lifetimes.filter(everGone), months, hiddenMonths),
    byReason: returnsByReason(leavers, (one) => overOf(one, told), isHidden),
    byTier: returnsByTier(leavers, isHidden),
    bySince: returnsBySince(leavers, dayIn(timeZone, deps.now()), isHidden),
    value: valueReturned(leavers),
    lifetimes: secondLifetimes(lifetimes),
  };
  return { ...asked.start, figures };
}

/** Those who came back, the latest first. */
export async function returners(
  deps: Pick<Deps, 'db'>,
  question: PeriodQuestion & { after?: number | undefined },
) {
  const all = await allReturners(deps, question);
  const { after = 0 } = question;
  const from = after === 0 ? 0 : all.findIndex(({ customer }) => customer === after) + 1;
  const page = all.slice(from, from + pageSize);
  const next = from + pageSize < all.length ? (page.at(-1)?.customer ?? null) : null;
  return { people: await withNames(deps.db, page), next };
}

/** Everybody who came back, without a name: that is read for those who are shown. */
export async function allReturners(deps: Pick<Deps, 'db'>, question: PeriodQuestion) {
  const { period, narrowedTo } = await whatIsAsked(deps, question);
  if (period === null) return [];
  const { timeZone } = await theCompany(deps.db);
  const lifetimes = narrowed(await allLifetimes(deps.db, timeZone), question);
  return leaversIn(lifetimes, period)
    .filter((one) => one.returned !== null && leftOver(one, narrowedTo))
    .toSorted((one, other) =>
      one.returned === other.returned
        ? one.customer - other.customer
        : (one.returned ?? '') < (other.returned ?? '')
          ? 1
          : -1,
    )
    .map((one) => ({
      customer: one.customer,
      left: one.left,
      returned: one.returned,
      days: daysBetween(one.left ?? '', one.returned ?? ''),
      category: one.category,
      tier: one.tier,
      yearlyMinor: one.monthlyMinor * 12,
      currency: one.currency,
    }));
}

type Told = Map<number, Set<string>>;

/**
 * What the exit interviews and surveys were told, by customer. A wave leads to its answers, which are few among all:
 * `CROSS JOIN` keeps the tables in this order, else everybody who ever named a price would be looked at.
 */
async function toldAtExit(db: Database): Promise<Told> {
  const rows = await db
    .select({ number: sql<number>`${customers}.rowid`, category: reasons.category })
    .from(programs)
    .crossJoin(waves)
    .crossJoin(responses)
    .crossJoin(reasons)
    .crossJoin(customers)
    .where(
      and(
        eq(programs.kind, 'exit'),
        eq(waves.programId, programs.id),
        eq(responses.waveId, waves.id),
        eq(reasons.responseId, responses.id),
        eq(customers.id, responses.customerId),
        inArray(reasons.category, ['price', 'service']),
        ne(reasons.status, 'inferred'),
      ),
    );
  const told: Told = new Map();
  for (const { number: customer, category } of rows)
    told.set(customer, (told.get(customer) ?? new Set<string>()).add(category));
  return told;
}

function overOf({ customer, category }: Lifetime, told: Told): LeftOver {
  const also = told.get(customer);
  const named = (one: 'price' | 'service') => category === one || also?.has(one) === true;
  return named('price') && named('service') ? 'price+service' : (category ?? 'other');
}
