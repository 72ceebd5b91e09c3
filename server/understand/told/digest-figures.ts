import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import { instantOf } from '#server/company/business-hours.ts';
import type { Deps } from '#server/deps.ts';
import { whatChanged } from '../change-alerts.ts';
import { choices } from '../choices.ts';
import { overview } from '../overview.ts';
import type { Narrowing } from '../slice.ts';
import type { Period } from './digest.ts';
import { departmentNames } from './department-names.ts';

export type DigestFigures = NonNullable<Awaited<ReturnType<typeof digestFigures>>>;

const dayLength = 86_400_000;

/** Everything a digest tells, as the overview has it; null while nothing was ever heard. */
export async function digestFigures(
  deps: Pick<Deps, 'db' | 'now'>,
  { period, filters, timeZone }: { period: Period; filters: Narrowing; timeZone: string },
) {
  const { db } = deps;
  const { figures, today, programs } = await overview(deps, { ...filters, month: period.month });
  if (figures === null) return null;
  const isAnonymous = programs.some(({ id, isAnonymous }) => id === filters.program && isAnonymous);
  return {
    ...figures,
    // Words given without a name stay in the desk, where only those are shown that hide in a large enough group.
    heard: isAnonymous ? [] : figures.heard,
    opened: await openedIn(db, period, { filters, timeZone }),
    overdue: today.firstContactOverdue,
    changed: (await whatChanged(deps, period.month)).filter(({ month }) => month === period.month),
    choices: await choices(db),
    departments: await departmentNames(db),
  };
}

/** Cases opened in the period, narrowed as the figures of cases are: by program and tier. */
async function openedIn(
  db: Database,
  { from, until }: Period,
  { filters: { program, tier }, timeZone }: { filters: Narrowing; timeZone: string },
): Promise<number> {
  const midnight = (day: string) => new Date(instantOf(timeZone, Date.parse(day) / dayLength, '00:00'));
  const [opened] = await db
    .select({ n: count() })
    .from(cases)
    .leftJoin(responses, program === undefined ? sql`false` : eq(responses.id, cases.responseId))
    .where(
      and(
        // Nothing is due before it is opened, and what is due is found by the index of the inbox.
        inArray(cases.status, ['open', 'contacted', 'resolved']),
        gte(cases.firstContactDueAt, midnight(from)),
        gte(cases.openedAt, midnight(from)),
        lt(cases.openedAt, midnight(until)),
        tier === undefined ? undefined : eq(cases.tier, tier),
        program === undefined ? undefined : eq(responses.programId, program),
      ),
    );
  return opened?.n ?? 0;
}
