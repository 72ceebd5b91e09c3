import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { ConstraintError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { signInLinks, staff } from '#db/schema/staff.ts';
import { instantOf } from '../company/business-hours.ts';
import { theCompany } from '../company/company.ts';
import { theDepartments } from '../company/departments.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import type { Actor } from './actor.ts';
import type { Role } from './role.ts';
import { closeSessions } from './sessions.ts';
import { enqueueSignInMail } from './sign-in-links.ts';

export interface NewStaffMember {
  name: string;
  email: string;
  role: Role;
  locale: Actor['locale'];
}

export async function listStaff({ db }: Pick<Deps, 'db'>) {
  return db
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      locale: staff.locale,
      leftAt: staff.leftAt,
      languages: staff.languages,
      department: staff.department,
      awayUntil: staff.awayUntil,
      openCases: sql<number>`(SELECT count(*) FROM cases
        WHERE owner_id = staff.id AND status IN ('open', 'contacted'))`,
    })
    .from(staff)
    .orderBy(sql`${staff.leftAt} IS NOT NULL`, asc(staff.name), asc(staff.id));
}

/** Whom an agent can give a case to. */
export async function colleaguesHere({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const { id, name, awayUntil } = staff;
  const here = await db
    .select({ id, name, awayUntil })
    .from(staff)
    .where(isNull(staff.leftAt))
    .orderBy(asc(name), asc(id));
  return here.map((one) => ({ ...one, isAway: one.awayUntil !== null && one.awayUntil > now() }));
}

/** Adds a person and mails her a link to sign in. `actor` is null at the command line. */
export async function inviteStaff(deps: Deps, actor: Pick<Actor, 'id'> | null, person: NewStaffMember) {
  const id = newId(deps);
  const at = deps.now();
  const row = { ...person, id, email: person.email.toLowerCase(), createdAt: at, updatedAt: at };
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(staff).values(row));
    enqueueSignInMail(deps, tx, { staffId: id, purpose: 'invitation' });
    record(deps.db, tx, {
      kind: 'staff-invited',
      actorId: actor?.id ?? null,
      at,
      data: { staffId: id, role: person.role },
    });
  }).catch(refuseKnownAddress);
  return { id };
}

export interface StaffChange {
  role?: Role | undefined;
  hasLeft?: boolean | undefined;
  /** The languages she answers customers in beside her own. */
  languages?: string[] | undefined;
  department?: string | null | undefined;
  /** The day she is back; until then new cases go to others. */
  backOn?: string | null | undefined;
}

/**
 * Changes a role, lets a person go (then every session and unused link of hers ends in the same moment), or says what
 * cases she is given. Roles and leaving are for administrators.
 */
export async function changeStaff(
  deps: Deps,
  actor: Actor,
  { id, role, hasLeft, ...work }: StaffChange & { id: string },
) {
  const { db } = deps;
  if ((role !== undefined || hasLeft !== undefined) && actor.role !== 'admin')
    throw new DomainError('forbidden', 'Only an admin may do this.');
  await mustBeKnown(db, work.department);
  const at = deps.now();
  const [person] = await db.select().from(staff).where(eq(staff.id, id));
  if (!person) throw new DomainError('not_found', 'Nobody here has this id.');
  const next = {
    role: role ?? person.role,
    leftAt: hasLeft === undefined ? person.leftAt : hasLeft ? (person.leftAt ?? at) : null,
    languages: work.languages ?? person.languages,
    department: work.department === undefined ? person.department : work.department,
    awayUntil: work.backOn === undefined ? person.awayUntil : await startOf(db, work.backOn),
  };
  const isSafe = (role === undefined && hasLeft === undefined) || (next.role === 'admin' && !next.leftAt);
  await write(db, (tx) => {
    tx.must(
      db
        .update(staff)
        .set({ ...next, updatedAt: at })
        .where(and(eq(staff.id, id), isSafe ? undefined : anAdminRemains(id))),
      'This is the last administrator. Make somebody else one first.',
    );
    if (next.leftAt) {
      closeSessions(deps, tx, id);
      tx.run(db.delete(signInLinks).where(and(eq(signInLinks.staffId, id), isNull(signInLinks.usedAt))));
    }
    record(db, tx, {
      kind: 'staff-changed',
      actorId: actor.id,
      at,
      data: { staffId: id, role, hasLeft, ...work },
    });
  });
}

/** The moment a day begins in the company's zone. */
async function startOf(db: Database, day: string | null): Promise<Date | null> {
  if (day === null) return null;
  const { timeZone } = await theCompany(db);
  return new Date(instantOf(timeZone, Date.parse(day) / 86_400_000, '00:00'));
}

async function mustBeKnown(db: Database, department: string | null | undefined): Promise<void> {
  if (!department || (await theDepartments(db)).some(({ code }) => code === department)) return;
  throw new DomainError('invalid', 'There is no such department.', {
    department: 'There is no such department.',
  });
}

// Asked inside the statement, so that two administrators cannot let each other go at once.
function anAdminRemains(withoutId: string) {
  return sql`EXISTS (SELECT 1 FROM staff WHERE role = 'admin' AND left_at IS NULL AND id <> ${withoutId})`;
}

function refuseKnownAddress(error: unknown): never {
  if (!(error instanceof ConstraintError) || !error.message.includes('staff.email')) throw error;
  throw new DomainError('conflict', 'This address belongs to somebody of the staff already.', {
    email: 'This address belongs to somebody of the staff already.',
  });
}
