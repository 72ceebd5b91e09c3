import { and, gte, lt, sql, type SQL } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { answersLike } from '../answers-within.ts';
import { monthPlus, type Month } from '../calendar-month.ts';
import type { Slice } from '../slice.ts';

/** Rewards are very many. In the words of the index `grants_compensation`, in which there are none. */
export const isCompensation = (): SQL => sql`${sql.raw(`grants.role = 'compensation'`)}`;

/** Proposals made in the months of a slice whose answers it asks for. */
export async function compensationIn(db: Database, slice: Slice, timeZone: string): Promise<SQL | undefined> {
  return and(proposedIn(slice, timeZone), await answersLike(db, slice));
}

export const proposedIn = ({ from, to }: Slice, timeZone: string): SQL | undefined =>
  and(
    isCompensation(),
    gte(grants.proposedAt, startOf(from, timeZone)),
    lt(grants.proposedAt, startOf(monthPlus(to, 1), timeZone)),
  );

export const startOf = (month: Month, timeZone: string): Date =>
  DateTime.fromISO(`${month}-01`, { zone: timeZone }).toJSDate();
