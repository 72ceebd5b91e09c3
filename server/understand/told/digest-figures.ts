import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { whatChanged, type ChangeAlert } from '../change-alerts.ts';
import { choices } from '../choices.ts';
import { overview } from '../overview.ts';
import type { Narrowing } from '../slice.ts';
import { instantsOf, type Period } from './digest.ts';
import { weekFigures } from './week-figures.ts';
import { departmentNames } from './department-names.ts';

export type DigestFigures = NonNullable<Awaited<ReturnType<typeof digestFigures>>>;

/** Everything a digest tells, as the overview has it, or of the week; null while nothing was ever heard. */
export async function digestFigures(
  deps: Pick<Deps, 'db' | 'now'>,
  { period, filters, timeZone }: { period: Period; filters: Narrowing; timeZone: string },
) {
  const { db } = deps;
  const { figures: ofMonth, today, programs } = await overview(deps, { ...filters, month: period.month });
  if (ofMonth === null) return null;
  const isAnonymous = programs.some(({ id, isAnonymous }) => id === filters.program && isAnonymous);
  // Of an answer without a name nobody knows the day, so its week is told as its month so far.
  const isOfWeek = period.name.includes('W') && !isAnonymous;
  const figures = isOfWeek ? await weekFigures(deps, { period, filters }) : ofMonth;
  const { headline, nps, responseRate, cases, named } = figures;
  return {
    isOfWeek,
    headline,
    nps,
    responseRate,
    cases,
    named,
    // Words given without a name stay in the desk, where only those are shown that hide in a large enough group.
    heard: isAnonymous ? [] : figures.heard,
    opened: await openedIn(db, period, { filters, timeZone }),
    overdue: today.firstContactOverdue,
    changed: (await whatChanged(deps, period.month)).filter((change) => isToldIn(change, period, timeZone)),
    choices: await choices(db),
    departments: await departmentNames(db),
  };
}

/** A month tells what changed in it, a week what was found in it. */
function isToldIn({ month, foundAt }: ChangeAlert, period: Period, timeZone: string): boolean {
  if (!period.name.includes('W')) return month === period.month;
  const { from, until } = instantsOf(period, timeZone);
  return foundAt >= from && foundAt < until;
}

/** Cases opened in the period, narrowed as the figures of cases are: by program and tier. */
async function openedIn(
  db: Database,
  period: Period,
  { filters: { program, tier }, timeZone }: { filters: Narrowing; timeZone: string },
): Promise<number> {
  const { from, until } = instantsOf(period, timeZone);
  const [opened] = await db
    .select({ n: count() })
    .from(cases)
    .leftJoin(responses, program === undefined ? sql`false` : eq(responses.id, cases.responseId))
    .where(
      and(
        // Nothing is due before it is opened, and what is due is found by the index of the inbox.
        inArray(cases.status, ['open', 'contacted', 'resolved']),
        gte(cases.firstContactDueAt, from),
        gte(cases.openedAt, from),
        lt(cases.openedAt, until),
        tier === undefined ? undefined : eq(cases.tier, tier),
        program === undefined ? undefined : eq(responses.programId, program),
      ),
    );
  return opened?.n ?? 0;
}
