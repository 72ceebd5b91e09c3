import { and, desc, eq, inArray } from 'drizzle-orm';
import { GuardError, write, type Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { caseNotices } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import type { Deps } from '#server/deps.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { behind, isFar, moveTail, tailOf, type Behind } from './event-tails.ts';
import { hearersOf } from './hearers.ts';
import { toldAs, toldKinds, toldOf, type Notice } from './notice.ts';

export const alertTail = 'alerts';
const eventsAtOnce = 200;
const rowsAtOnce = 100;

/** Turns what happened since the last time into notices, and moves the tail past it, in one transaction. */
export async function noteNotices(deps: Deps): Promise<void> {
  let isMore = true;
  while (isMore) isMore = await noteSome(deps);
}

async function noteSome(deps: Deps): Promise<boolean> {
  const { db } = deps;
  const tail = await tailOf(db, alertTail);
  const { happened, upTo } = await behind(db, tail, { kinds: toldKinds, limit: eventsAtOnce });
  if (happened.length === 0 && !isFar(tail, upTo)) return false;
  const notices = await noticesOf(deps, happened);
  return write(db, (tx) => {
    moveTail(tx, { from: tail, to: upTo, at: deps.now() });
    addNotices(deps, tx, notices);
  }).then(() => true, seenToByAnother);
}

/** An answer taken by an older version left a job in place of its notices. */
export async function noteOpened(deps: Deps, job: Job): Promise<void> {
  const { db } = deps;
  const [opened] = await db
    .select()
    .from(events)
    .where(and(eq(events.caseId, String(job.payload.caseId)), eq(events.kind, 'case-opened')))
    .orderBy(desc(events.id))
    .limit(1);
  if (!opened?.caseId) return;
  const event = { ...opened, caseId: opened.caseId, kind: 'case-opened' as const };
  const notices = await noticesOf(deps, [event]);
  await write(db, (tx) => addNotices(deps, tx, notices));
}

async function noticesOf({ db, now }: Deps, happened: Behind[]): Promise<Notice[]> {
  if (happened.length === 0) return [];
  const caseIds = [...new Set(happened.map(({ caseId }) => caseId))];
  const { id, status, ownerId, severity, unreadReplyAt } = cases;
  const [hearers, found] = await Promise.all([
    hearersOf(db),
    db.select({ id, status, ownerId, severity, unreadReplyAt }).from(cases).where(inArray(cases.id, caseIds)),
  ]);
  const caseOf = new Map(found.map((c) => [c.id, c]));
  return happened.flatMap((event) => {
    const c = caseOf.get(event.caseId);
    return c ? toldOf(event, c, hearers).map((hearer) => noticeOf(event, hearer.id, now())) : [];
  });
}

const noticeOf = (event: Behind, staffId: string, at: Date): Notice => ({
  staffId,
  eventId: event.id,
  caseId: event.caseId,
  kind: toldAs[event.kind],
  at,
  mailedAt: null,
});

function addNotices({ db }: Deps, tx: Tx, notices: Notice[]): void {
  for (let from = 0; from < notices.length; from += rowsAtOnce)
    tx.run(insertRows(db, caseNotices, notices.slice(from, from + rowsAtOnce), 'ON CONFLICT DO NOTHING'));
}

function seenToByAnother(error: unknown): true {
  if (error instanceof GuardError) return true;
  throw error;
}
