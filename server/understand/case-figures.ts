import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { responses } from '#db/schema/responses.ts';
import type { Company } from '#server/company/company.ts';
import { answersLike } from './answers-within.ts';
import { businessClock } from './business-clock.ts';
import { caseFigures, type CaseFigures, type CaseTimes } from './case-figure.ts';
import type { Money } from './reason-share.ts';
import { isInRollUps, type Narrowing, type Slice } from './slice.ts';

export type Today = {
  firstContactOverdue: number;
  waitingForFirstContact: number;
  resolutionOverdue: number;
  compensationToApprove: { count: number; money: Money[] };
};

/** Cases whose first contact was due in the slice, found by the index of the inbox. */
export async function caseFiguresOf(
  db: Database,
  company: Company,
  slice: Slice & { now: Date },
): Promise<CaseFigures> {
  const from = monthStart(slice.from, company.timeZone);
  const until = monthStart(slice.to, company.timeZone, 1);
  return caseFiguresBetween(db, company, { ...slice, from, until });
}

type Between = Narrowing & { from: Date; until: Date; now: Date };

/** Cases whose first contact was due between two instants. */
export async function caseFiguresBetween(
  db: Database,
  company: Company,
  { from, until, now, ...narrowing }: Between,
): Promise<CaseFigures> {
  const { status, outcome, openedAt, firstContactDueAt, contactedAt, resolvedAt } = cases;
  // SQLite leaves the answers out where nothing is asked of them; joined by nothing, it would go through all there are.
  const rows = await db
    .select({ status, outcome, openedAt, firstContactDueAt, contactedAt, resolvedAt })
    .from(cases)
    .leftJoin(responses, eq(responses.id, cases.responseId))
    .where(
      and(
        inArray(status, ['open', 'contacted', 'resolved']),
        gte(firstContactDueAt, from),
        lt(firstContactDueAt, until),
        narrowing.tier === undefined ? undefined : eq(cases.tier, narrowing.tier),
        needsAnswers(narrowing) ? await answersLike(db, { ...narrowing, tier: undefined }) : undefined,
      ),
    );
  return caseFigures(rows, now, clockFor(company, rows));
}

const needsAnswers = (narrowing: Narrowing): boolean =>
  narrowing.program !== undefined || !isInRollUps(narrowing);

/** What waits for people now, whatever month is looked at. */
export async function today(db: Database, now: Date): Promise<Today> {
  const { status, firstContactDueAt, resolutionDueAt } = cases;
  const [open] = await db
    .select({
      waiting: count(),
      overdue: sql<number>`count(CASE WHEN ${firstContactDueAt} < ${now.getTime()} THEN 1 END)`,
    })
    .from(cases)
    .where(eq(status, 'open'));
  const [late] = await db
    .select({ n: count() })
    .from(cases)
    .where(and(inArray(status, ['open', 'contacted']), lt(resolutionDueAt, now)));
  const proposed = await db
    .select({ currency: grants.currency, n: count(), amountMinor: sql<number>`sum(${grants.amountMinor})` })
    .from(grants)
    .where(and(eq(grants.status, 'proposed'), eq(grants.role, 'compensation')))
    .groupBy(grants.currency);
  return {
    firstContactOverdue: open?.overdue ?? 0,
    waitingForFirstContact: open?.waiting ?? 0,
    resolutionOverdue: late?.n ?? 0,
    compensationToApprove: {
      count: proposed.reduce((all, { n }) => all + n, 0),
      money: proposed.map(({ amountMinor, currency }) => ({ amountMinor, currency })),
    },
  };
}

function monthStart(month: string, timeZone: string, plusMonths = 0): Date {
  return DateTime.fromISO(`${month}-01`, { zone: timeZone }).plus({ months: plusMonths }).toJSDate();
}

/** Lays out only the opening hours that the cases span: each day of them takes time. */
function clockFor(company: Company, rows: CaseTimes[]) {
  if (rows.length === 0) return () => 0;
  const instants = rows.flatMap(({ openedAt, contactedAt, resolvedAt }) => [
    openedAt.getTime(),
    (contactedAt ?? resolvedAt ?? openedAt).getTime(),
  ]);
  const [first, last] = instants.reduce(
    ([low, high], instant) => [Math.min(low, instant), Math.max(high, instant)],
    [Infinity, -Infinity],
  );
  return businessClock(company, new Date(first), new Date(last));
}
