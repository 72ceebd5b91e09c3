import { asc, eq, inArray, isNull } from 'drizzle-orm';
import { ConstraintError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { escalationSteps } from '#db/schema/casework.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { dueBy, shippedSteps, type EscalationStep, type StepSetting } from './escalation.ts';

const shipping = 'ship-escalation-steps';

/** Gives the company the shipped steps, once: whoever takes them away later has none. */
export async function shipSteps(deps: Deps): Promise<void> {
  const { db } = deps;
  const [shipped] = await db.select().from(recurringRuns).where(eq(recurringRuns.name, shipping));
  if (shipped) return;
  const rows = await rowsFor(deps, shippedSteps);
  await write(db, (tx) => {
    tx.run(db.insert(recurringRuns).values({ name: shipping, lastRunAt: deps.now() }));
    tx.run(db.insert(escalationSteps).values(rows));
  }).catch((error: unknown) => {
    if (!(error instanceof ConstraintError)) throw error;
  });
}

/** The steps in the order in which a clock comes to them. */
export async function escalationStepsOf(deps: Deps) {
  await shipSteps(deps);
  const { id, clock, minutesAfterDue, to, staffId } = escalationSteps;
  return deps.db
    .select({ id, clock, minutesAfterDue, to, staffId })
    .from(escalationSteps)
    .orderBy(asc(clock), asc(minutesAfterDue), asc(id));
}

/** Puts the steps in the place of those that stood. One that stays keeps what it has seen; a new one begins now. */
export async function changeSteps(deps: Deps, actor: Actor, steps: StepSetting[]): Promise<void> {
  const { db } = deps;
  await shipSteps(deps);
  await mustBeHere(db, steps);
  const before = await db.select().from(escalationSteps);
  const stays = before.filter((one) => steps.some((step) => isSame(one, step)));
  const added = steps.filter((step) => !before.some((one) => isSame(one, step)));
  const gone = before.filter((one) => !stays.includes(one)).map(({ id }) => id);
  if (added.length === 0 && gone.length === 0) return;
  const rows = await rowsFor(deps, added);
  await write(db, (tx) => {
    if (gone.length > 0) tx.run(db.delete(escalationSteps).where(inArray(escalationSteps.id, gone)));
    if (rows.length > 0) tx.run(db.insert(escalationSteps).values(rows));
    record(db, tx, { kind: 'escalation-changed', actorId: actor.id, at: deps.now(), data: { steps } });
  });
}

const isSame = (one: EscalationStep, step: StepSetting) =>
  one.clock === step.clock &&
  one.minutesAfterDue === step.minutesAfterDue &&
  one.to === step.to &&
  one.staffId === step.staffId;

/** What is overdue already when a step is added is not told of at once: that would be everything that ever was. */
async function rowsFor(deps: Deps, steps: StepSetting[]) {
  const calendar = await theCompany(deps.db);
  const now = deps.now();
  return steps.map(({ clock, minutesAfterDue, to, staffId }) => ({
    id: newId(deps),
    clock,
    minutesAfterDue,
    to,
    staffId,
    seenUntil: dueBy({ minutesAfterDue }, calendar, now),
    updatedAt: now,
  }));
}

async function mustBeHere(db: Database, steps: StepSetting[]): Promise<void> {
  const here = await db.select({ id: staff.id }).from(staff).where(isNull(staff.leftAt));
  const fields = Object.fromEntries(
    steps.flatMap(({ to, staffId }, at) =>
      to !== 'named' || staffId === null || here.some(({ id }) => id === staffId)
        ? []
        : [[`steps.${at}.staffId`, 'This colleague is not here any more.']],
    ),
  );
  if (Object.keys(fields).length > 0)
    throw new DomainError('invalid', 'A step names somebody who is not here.', fields);
}
