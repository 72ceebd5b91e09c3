import { and, asc, eq, exists, gt, inArray, isNull, lte, not, or, sql } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { cases } from '#db/schema/cases.ts';
import { escalations, escalationSteps } from '#db/schema/casework.ts';
import { staff } from '#db/schema/staff.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { dueBy, runsFor, toldBy, type Clock, type EscalationStep, type Reachable } from './escalation.ts';
import { shipSteps } from './steps.ts';

const casesAtOnce = 500;

const dueColumn = {
  'first-contact': cases.firstContactDueAt,
  resolution: cases.resolutionDueAt,
} as const satisfies Record<Clock, unknown>;

/** The recurring task that takes every step of escalation whose time has come: once for a case, and once more when it was opened again. */
export async function escalateCases(deps: Deps): Promise<void> {
  const { db } = deps;
  await shipSteps(deps);
  const calendar = await theCompany(db);
  const here = await db.select({ id: staff.id, role: staff.role }).from(staff).where(isNull(staff.leftAt));
  for (const step of await db.select().from(escalationSteps)) {
    const until = dueBy(step, calendar, deps.now());
    if (until > step.seenUntil) await takeStep(deps, step, { until, here });
  }
}

/** In small transactions; the mark moves with the last of them, and what is taken twice is taken once. */
async function takeStep(
  deps: Deps,
  step: EscalationStep,
  { until, here }: { until: Date; here: Reachable[] },
): Promise<void> {
  let after: NewlyDue | null = null;
  for (;;) {
    const found: NewlyDue[] = await newlyDue(deps.db, step, { until, after });
    const isLast = found.length < casesAtOnce;
    await write(deps.db, (tx) => {
      if (isLast) tx.must(seen(deps.db, step, until), 'Somebody else has taken this step.');
      if (found.length > 0)
        tx.run(
          insertRows(
            deps.db,
            escalations,
            found.map((c) => taken(deps, step, c)),
          ),
        );
      for (const c of found) record(deps.db, tx, told(deps, step, { c, here }));
    });
    if (isLast) return;
    after = found.at(-1) ?? null;
  }
}

type NewlyDue = Awaited<ReturnType<typeof newlyDue>>[number];

/** The cases whose clock has come to this step since it was last looked at. */
async function newlyDue(
  db: Database,
  step: EscalationStep,
  { until, after }: { until: Date; after: { due: Date; id: string } | null },
) {
  const due = dueColumn[step.clock];
  const isTaken = exists(
    db
      .select({ one: sql`1` })
      .from(escalations)
      .where(
        and(
          eq(escalations.caseId, cases.id),
          eq(escalations.stepId, step.id),
          eq(escalations.round, cases.reopenings),
        ),
      ),
  );
  return db
    .select({
      id: cases.id,
      customerId: cases.customerId,
      ownerId: cases.ownerId,
      severity: cases.severity,
      round: cases.reopenings,
      due,
    })
    .from(cases)
    .where(
      and(
        inArray(cases.status, [...runsFor[step.clock]]),
        after ? or(gt(due, after.due), and(eq(due, after.due), gt(cases.id, after.id))) : undefined,
        gt(due, step.seenUntil),
        lte(due, until),
        not(isTaken),
      ),
    )
    .orderBy(asc(due), asc(cases.id))
    .limit(casesAtOnce);
}

function seen(db: Database, { id, seenUntil }: EscalationStep, until: Date) {
  return db
    .update(escalationSteps)
    .set({ seenUntil: until })
    .where(and(eq(escalationSteps.id, id), eq(escalationSteps.seenUntil, seenUntil)));
}

const taken = ({ now }: Deps, { id: stepId }: EscalationStep, { id: caseId, round }: NewlyDue) => ({
  caseId,
  stepId,
  round,
  at: now(),
});

function told({ now }: Deps, step: EscalationStep, { c, here }: { c: NewlyDue; here: Reachable[] }) {
  const { id: stepId, clock, to, minutesAfterDue } = step;
  const { severity, round } = c;
  return {
    kind: 'case-escalated' as const,
    at: now(),
    customerId: c.customerId,
    caseId: c.id,
    data: { stepId, clock, to, minutesAfterDue, severity, round, staffIds: toldBy(step, c, here) },
  };
}
