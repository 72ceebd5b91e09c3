import { and, asc, eq, isNull, lte, type SQL } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { cases, commitments } from '#db/schema/cases.ts';
import { company } from '#db/schema/company.ts';
import { addBusinessHours } from '#server/company/business-hours.ts';
import type { Deps } from '#server/deps.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { missedByClock } from './commitment.ts';

const remindBusinessHours = 1;
const atOnce = 200;

/** The job that reminds of our commitments an hour of business time before, and says which were missed (C8). */
export async function watchCommitments(deps: Deps): Promise<void> {
  const [calendar] = await deps.db.select().from(company);
  if (!calendar) return;
  const now = deps.now();
  await forEach(deps, lte(commitments.dueAt, now), (due) => markMissed(deps, due));
  const soon = addBusinessHours(calendar, now, remindBusinessHours);
  const unreminded = and(lte(commitments.dueAt, soon), isNull(commitments.remindedAt));
  await forEach(deps, unreminded, (due) => remind(deps, due));
}

type Due = Awaited<ReturnType<typeof ours>>[number];

/** Each takes what it does out of the list, so the list is read from its beginning until it is empty. */
async function forEach({ db }: Deps, which: SQL | undefined, act: (due: Due) => Promise<void>) {
  for (;;) {
    const page = await ours(db, which);
    for (const due of page) await act(due);
    if (page.length < atOnce) return;
  }
}

function ours(db: Database, which: SQL | undefined) {
  return db
    .select({ commitment: commitments, customerId: cases.customerId, caseOwnerId: cases.ownerId })
    .from(commitments)
    .innerJoin(cases, eq(cases.id, commitments.caseId))
    .where(and(eq(commitments.status, 'open'), eq(commitments.by, 'company'), which))
    .orderBy(asc(commitments.dueAt))
    .limit(atOnce);
}

async function markMissed(deps: Deps, due: Due): Promise<void> {
  const missed = missedByClock(due.commitment, deps.now());
  if (!missed) return;
  const { status, settledAt } = missed;
  await change(deps, due, { kind: 'commitment-missed', set: { status, settledAt } });
}

const remind = (deps: Deps, due: Due) =>
  change(deps, due, {
    kind: 'commitment-due',
    set: { remindedAt: deps.now() },
    onlyIf: isNull(commitments.remindedAt),
  });

interface Change {
  kind: EventKind;
  set: Partial<typeof commitments.$inferInsert>;
  onlyIf?: SQL;
}

async function change(deps: Deps, due: Due, { kind, set, onlyIf }: Change): Promise<void> {
  const { db } = deps;
  const { id, caseId, ownerId, dueAt } = due.commitment;
  const told = ownerId ?? due.caseOwnerId;
  await write(db, (tx) => {
    tx.must(
      db
        .update(commitments)
        .set(set)
        .where(and(eq(commitments.id, id), eq(commitments.status, 'open'), onlyIf)),
      'This commitment has gone on.',
    );
    record(db, tx, {
      kind,
      at: deps.now(),
      customerId: due.customerId,
      caseId,
      data: { commitmentId: id, dueAt: dueAt.toISOString(), staffIds: told ? [told] : [] },
    });
  }).catch((error: unknown) => {
    // Somebody has settled it in this moment, or another process was first.
    if (!(error instanceof GuardError)) throw error;
  });
}
