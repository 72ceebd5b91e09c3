import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { staff } from '#db/schema/staff.ts';
import { standingAfter, stepKinds, type CallStanding, type CallStep } from './call-standing.ts';

interface Asked {
  id: string;
  customerId: string;
}

/** How these calls stand, in one query; a call of which nothing is told stands as it was made. */
export async function callStandings(
  db: Database,
  calls: Asked[],
): Promise<(call: { id: string }) => CallStanding> {
  const steps = new Map<string, CallStep[]>();
  for (const { invitationId, ...step } of await stepsOf(db, calls)) {
    steps.set(invitationId, [...(steps.get(invitationId) ?? []), step]);
  }
  return ({ id }) => standingAfter(steps.get(id) ?? []);
}

async function stepsOf(db: Database, calls: Asked[]): Promise<(CallStep & { invitationId: string })[]> {
  if (calls.length === 0) return [];
  const invitationId = sql<string>`json_extract(${events.data}, '$.invitationId')`;
  const rows = await db
    .select({
      invitationId,
      kind: events.kind,
      outcome: sql<string | null>`json_extract(${events.data}, '$.outcome')`,
      allowedId: sql<string | null>`json_extract(${events.data}, '$.staffId')`,
      by: { id: staff.id, name: staff.name },
      at: events.at,
    })
    .from(events)
    .leftJoin(staff, eq(staff.id, events.actorId))
    .where(
      and(
        inArray(events.customerId, [...new Set(calls.map(({ customerId }) => customerId))]),
        inArray(events.kind, [...stepKinds]),
        inArray(
          invitationId,
          calls.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(events.id));
  return rows;
}
