import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { callbackRequests, reasons, responses } from '#db/schema/responses.ts';

/** The case of a response: the one it opened, or the resolved one it opened again. */
export const caseOfResponse = sql`coalesce(
  (SELECT ${caseAnswers.caseId} FROM ${caseAnswers} WHERE ${caseAnswers.responseId} = ${responses.id}),
  (SELECT own.id FROM cases own WHERE own.response_id = ${responses.id}))`;

export type SentResponse = NonNullable<Awaited<ReturnType<typeof sentResponseOf>>>;

/** What a customer has sent for an invitation, with what it has caused; null while it is not sent. */
export async function sentResponseOf(db: Database, invitationId: string) {
  const hasCompensation = sql<number>`EXISTS (SELECT 1 FROM ${grants}
    WHERE ${grants.responseId} = ${responses.id} AND ${grants.role} = 'compensation')`;
  const [sent] = await db
    .select({ response: responses, case: cases, callback: callbackRequests, hasCompensation })
    .from(responses)
    .leftJoin(cases, eq(cases.id, caseOfResponse))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, responses.id))
    .where(and(eq(responses.invitationId, invitationId), eq(responses.status, 'complete')));
  return sent ? { ...sent, hasCompensation: sent.hasCompensation === 1 } : null;
}

/** The reasons a response counts under. */
export function countedReasonsOf(db: Database, responseId: string) {
  const { category, detail, question, status } = reasons;
  return db
    .select({ category, detail, question, status })
    .from(reasons)
    .where(and(eq(reasons.responseId, responseId), ne(status, 'inferred')))
    .orderBy(asc(reasons.id));
}

export interface Told {
  /** When it was said last. */
  at: Date | null;
  /** What the customer brought a month when she answered, as it was counted. */
  worth: { monthlyMinor: number; currency: string } | null;
}

/** What the events of a response tell of it that its row does not. */
export async function toldOf(
  db: Database,
  { id, customerId }: Pick<typeof responses.$inferSelect, 'id' | 'customerId'>,
): Promise<Told> {
  const rows = await db
    .select({ at: events.at, data: events.data })
    .from(events)
    .where(
      and(
        eq(events.customerId, customerId ?? ''),
        inArray(events.kind, ['response-received', 'response-corrected']),
        sql`json_extract(${events.data}, '$.responseId') = ${id}`,
      ),
    )
    .orderBy(asc(events.id));
  const { monthlyMinor, currency } = rows[0]?.data ?? {};
  const isCounted = typeof monthlyMinor === 'number' && typeof currency === 'string';
  return { at: rows.at(-1)?.at ?? null, worth: isCounted ? { monthlyMinor, currency } : null };
}
