import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import type { Company } from '#server/company/company.ts';
import { businessClock } from './business-clock.ts';
import { caseFigures, type CaseFigures } from './case-figure.ts';
import type { Money } from './reason-share.ts';
import type { Slice } from './slice.ts';

export type Today = {
  firstContactOverdue: number;
  waitingForFirstContact: number;
  resolutionOverdue: number;
  compensationToApprove: { count: number; money: Money[] };
};

const contactDays = 31;

/** Cases whose first contact was due in the slice, found by the index of the inbox. */
export async function caseFiguresOf(
  db: Database,
  company: Company,
  slice: Slice & { now: Date },
): Promise<CaseFigures> {
  const from = monthStart(slice.from, company.timeZone);
  const to = monthStart(slice.to, company.timeZone, 1);
  const { status, outcome, openedAt, firstContactDueAt, contactedAt, resolvedAt } = cases;
  const rows = await db
    .select({ status, outcome, openedAt, firstContactDueAt, contactedAt, resolvedAt })
    .from(cases)
    .leftJoin(responses, slice.program === undefined ? sql`false` : eq(responses.id, cases.responseId))
    .where(
      and(
        inArray(status, ['open', 'contacted', 'resolved']),
        gte(firstContactDueAt, from),
        lt(firstContactDueAt, to),
        slice.tier === undefined ? undefined : eq(cases.tier, slice.tier),
        slice.program === undefined ? undefined : eq(responses.programId, slice.program),
      ),
    );
  const clock = businessClock(company, daysLater(from, -contactDays), daysLater(to, contactDays));
  return caseFigures(rows, slice.now, clock);
}

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

const daysLater = (instant: Date, days: number): Date => new Date(instant.getTime() + days * 86_400_000);
