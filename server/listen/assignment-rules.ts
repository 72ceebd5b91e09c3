import { asc, isNull } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { assignmentRules } from '#db/schema/casework.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { assignedTo, type AssignmentRule, type Colleague, type Complaint } from './case-owner.ts';
import { loadsByOwner } from './open-cases.ts';

export type RuleSetting = Pick<AssignmentRule, 'test' | 'staffIds'>;

/** The rules in the order in which they are tried. */
export async function assignmentRulesOf({ db }: Pick<Deps, 'db'>): Promise<AssignmentRule[]> {
  const { id, test, staffIds, position } = assignmentRules;
  return db.select({ id, test, staffIds }).from(assignmentRules).orderBy(asc(position));
}

/** Puts the rules in the place of those that stood. */
export async function changeRules(deps: Deps, actor: Actor, rules: RuleSetting[]): Promise<void> {
  const { db } = deps;
  await mustBeHere(db, rules);
  const updatedAt = deps.now();
  const rows = rules.map((rule, position) => ({ ...rule, id: newId(deps), position, updatedAt }));
  await write(db, (tx) => {
    tx.run(db.delete(assignmentRules));
    if (rows.length > 0) tx.run(db.insert(assignmentRules).values(rows));
    record(db, tx, { kind: 'assignment-changed', actorId: actor.id, at: updatedAt, data: { rules } });
  });
}

/** Everybody who is here, with what she carries. */
export async function colleaguesWithLoad({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Colleague[]> {
  const { id, name, email, role, locale, languages, department, awayUntil } = staff;
  const here = await db
    .select({ id, name, email, role, locale, languages, department, awayUntil })
    .from(staff)
    .where(isNull(staff.leftAt));
  const loads = await loadsByOwner(db, now());
  return here.map((one) => ({ ...one, load: loads.get(one.id) ?? 0 }));
}

export type Supposed = Pick<Complaint, 'category' | 'department' | 'tier' | 'locale' | 'severity'>;

/** Who would answer such a customer by these rules, whether they are kept already or not. */
export async function previewOf(deps: Deps, rules: RuleSetting[], supposed: Supposed) {
  const colleagues = await colleaguesWithLoad(deps);
  const numbered = rules.map((rule, place) => ({ ...rule, id: String(place) }));
  const complaint: Complaint = {
    ...supposed,
    accountManager: null,
    isAboutService: supposed.category === 'service',
    isAboutPerson: false,
    ownerOfOpenCase: null,
    earlierOwners: [],
    at: deps.now(),
  };
  const { ownerId, ruleId, because } = assignedTo(colleagues, complaint, numbered);
  const owner = colleagues.find(({ id }) => id === ownerId);
  return {
    owner: owner ? { id: owner.id, name: owner.name } : null,
    /** The rule's place among those given, from 0. */
    rule: ruleId === null ? null : Number(ruleId),
    because,
  };
}

async function mustBeHere(db: Database, rules: RuleSetting[]): Promise<void> {
  const here = await db.select({ id: staff.id }).from(staff).where(isNull(staff.leftAt));
  const known = new Set(here.map(({ id }) => id));
  const wrong = rules.flatMap(({ staffIds }, at) =>
    staffIds.every((id) => known.has(id))
      ? []
      : [[`rules.${at}.staffIds`, 'One of these colleagues is not here any more.']],
  );
  if (wrong.length > 0)
    throw new DomainError('invalid', 'A rule names somebody who is not here.', Object.fromEntries(wrong));
}
