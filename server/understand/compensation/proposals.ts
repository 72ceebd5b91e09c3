import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import type { Deps } from '#server/deps.ts';
import { writePlace, type Place } from '../place.ts';
import type { Slice } from '../slice.ts';
import { whatIsAsked, type CompensationQuestion } from './compensations.ts';
import { compensationIn } from './proposed-in.ts';

const pageSize = 30;

/** Proposals one by one, the latest first. */
export async function proposalsOf(
  deps: Pick<Deps, 'db' | 'now'>,
  question: CompensationQuestion & { after?: Place | null | undefined },
) {
  const { slice, timeZone } = await whatIsAsked(deps, question);
  if (slice === null) return { proposals: [], next: null };
  const page = { slice, timeZone, after: question.after ?? null, limit: pageSize + 1 };
  const rows = await proposalsAfter(deps.db, page);
  const proposals = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? proposals.at(-1) : undefined;
  return { proposals, next: last ? writePlace(placeOf(last, timeZone)) : null };
}

interface Page {
  slice: Slice;
  timeZone: string;
  after: Place | null;
  limit: number;
}

export async function proposalsAfter(db: Database, { slice, timeZone, after, limit }: Page) {
  const { id, status, wrong, amountMinor, currency, proposedAt, caseId } = grants;
  return db
    .select({
      id,
      status,
      wrong,
      amountMinor,
      currency,
      proposedAt,
      caseId,
      customerId: customers.id,
      externalId: customers.externalId,
      customerName: customers.name,
      tier: responses.tier,
    })
    .from(grants)
    .innerJoin(responses, eq(responses.id, grants.responseId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .where(and(await compensationIn(db, slice, timeZone), after ? comesAfter(after) : undefined))
    .orderBy(desc(proposedAt), desc(id))
    .limit(limit);
}

export const placeOf = ({ id, proposedAt }: { id: string; proposedAt: Date }, timeZone: string): Place => ({
  month: monthIn(timeZone, proposedAt),
  at: proposedAt,
  id,
});

const comesAfter = ({ at, id }: Place): SQL =>
  sql`(${grants.proposedAt}, ${grants.id}) < (${at.getTime()}, ${id})`;
