import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { eventTails } from '#db/schema/alerts.ts';
import { events } from '#db/schema/events.ts';
import type { CaseEvent, ToldKind } from './notice.ts';

/** How far a reader has come, and when it last had something to tell. */
export interface Tail {
  name: string;
  eventId: number;
  at: Date;
}

/** So many events are looked at in one go, whatever their kind. */
const stretch = 5000;

export async function newestEventId(db: Database): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${events.id}), 0)` }).from(events);
  return row?.id ?? 0;
}

/** A reader nobody has begun stands before the first event. */
export async function tailOf(db: Database, name: string): Promise<Tail> {
  const [tail] = await db.select().from(eventTails).where(eq(eventTails.name, name));
  return tail ?? { name, eventId: 0, at: new Date(0) };
}

export type Behind = CaseEvent & { caseId: string };

/** The next events of these kinds behind the tail, and how far it may move when they are seen to. */
export async function behind(
  db: Database,
  tail: Tail,
  { kinds, limit }: { kinds: ToldKind[]; limit: number },
): Promise<{ happened: Behind[]; upTo: number }> {
  const end = Math.min(await newestEventId(db), tail.eventId + stretch);
  if (end <= tail.eventId) return { happened: [], upTo: tail.eventId };
  const found = await db
    .select({
      id: events.id,
      kind: events.kind,
      actorId: events.actorId,
      caseId: events.caseId,
      data: events.data,
      at: events.at,
    })
    .from(events)
    .where(and(gt(events.id, tail.eventId), lte(events.id, end), inArray(events.kind, kinds)))
    .orderBy(asc(events.id))
    .limit(limit);
  const happened = found.filter((event): event is typeof event & Behind => event.caseId !== null);
  return { happened, upTo: found.length < limit ? end : (found.at(-1)?.id ?? end) };
}

/** Far enough that reading it again and again would cost more than writing it down once. */
export const isFar = (tail: Tail, upTo: number): boolean => upTo - tail.eventId >= stretch / 10;

/** Fails when another process has moved it since it was read. */
export function moveTail(tx: Tx, { from, to, at }: { from: Tail; to: number; at: Date }): void {
  tx.must(
    {
      sql: `INSERT INTO event_tails (name, event_id, at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET event_id = excluded.event_id, at = excluded.at WHERE event_id = ?`,
      args: [from.name, to, at.getTime(), from.eventId],
    },
    'Another process has seen to these events.',
  );
}

/** Where a reader begins that nobody has begun: with what happens from now on. */
export function beginTail(tx: Tx, name: string, at: Date): void {
  tx.run({
    sql: `INSERT INTO event_tails (name, event_id, at) SELECT ?, coalesce(max(id), 0), ? FROM events
          WHERE true ON CONFLICT (name) DO NOTHING`,
    args: [name, at.getTime()],
  });
}
