import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { signInLinks, staff } from '#db/schema/staff.ts';
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
    })
    .from(staff)
    .orderBy(sql`${staff.leftAt} IS NOT NULL`, asc(staff.name), asc(staff.id));
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
}

/** Changes a role, or lets a person go: then every session and unused link of hers ends in the same moment. */
export async function changeStaff(
  deps: Deps,
  actor: Actor,
  { id, role, hasLeft }: StaffChange & { id: string },
) {
  const { db } = deps;
  const at = deps.now();
  const [person] = await db.select().from(staff).where(eq(staff.id, id));
  if (!person) throw new DomainError('not_found', 'Nobody here has this id.');
  const next = {
    role: role ?? person.role,
    leftAt: hasLeft === undefined ? person.leftAt : hasLeft ? (person.leftAt ?? at) : null,
  };
  await write(db, (tx) => {
    tx.must(
      db
        .update(staff)
        .set({ ...next, updatedAt: at })
        .where(and(eq(staff.id, id), next.role === 'admin' && !next.leftAt ? undefined : anAdminRemains(id))),
      'This is the last administrator. Make somebody else one first.',
    );
    if (next.leftAt) {
      closeSessions(deps, tx, id);
      tx.run(db.delete(signInLinks).where(and(eq(signInLinks.staffId, id), isNull(signInLinks.usedAt))));
    }
    record(db, tx, { kind: 'staff-changed', actorId: actor.id, at, data: { staffId: id, role, hasLeft } });
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
