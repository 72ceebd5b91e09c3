import { asc, eq, sql } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { departments } from '#db/schema/understand.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { departmentCode, departmentLabels, departmentsNamed, namedAlready } from './department.ts';
import type { Department } from './department.ts';
import { labelsSet, type Labels } from './every-label.ts';
import { homeLanguage } from './company.ts';

export async function theDepartments(db: Database): Promise<Department[]> {
  return db
    .select({ code: departments.code, labels: departments.labels })
    .from(departments)
    .orderBy(asc(departments.createdAt), asc(departments.code));
}

/** Every department, with a label for every reader. */
export async function departmentsView(db: Database) {
  const [rows, home] = await Promise.all([theDepartments(db), homeLanguage(db)]);
  return rows.map((one) => ({
    code: one.code,
    labels: departmentLabels(one, home),
    ownLabels: one.labels,
  }));
}

/** The code is made from the label, unless one is wished for that is free. */
export async function addDepartment(
  deps: Deps,
  actor: Actor,
  { labels, code: wished }: { labels: Labels; code?: string | undefined },
): Promise<string> {
  const [known, home] = await Promise.all([theDepartments(deps.db), homeLanguage(deps.db)]);
  mustDiffer(known, { code: null, labels });
  const label = labels.en ?? labels[home] ?? Object.values(labels)[0] ?? '';
  const code = wished ?? departmentCode(known, label);
  await change(deps, (tx, at) =>
    insertDepartments(deps, tx, { added: [{ code, labels }], at, by: actor.id }),
  );
  return code;
}

/** Sets labels; an empty one is taken back. The code stays: answers and surveys know the department by it. */
export async function renameDepartment(deps: Deps, actor: Actor, code: string, set: Labels): Promise<void> {
  const known = await theDepartments(deps.db);
  const before = known.find((one) => one.code === code);
  if (!before) throw noSuch();
  const labels = labelsSet(before.labels, set);
  if (Object.keys(labels).length === 0)
    throw new DomainError('invalid', 'A department needs a label in one language at least.', {
      labels: 'Write it in one language at least.',
    });
  mustDiffer(known, { code, labels });
  await change(deps, (tx, at) => {
    tx.run(deps.db.update(departments).set({ labels, updatedAt: at }).where(eq(departments.code, code)));
    tell(deps, tx, { at, by: actor.id, data: { what: 'renamed', code, labels } });
  });
}

/** Only while no customer, answer or departure carries it. */
export async function deleteDepartment(deps: Deps, actor: Actor, code: string): Promise<void> {
  const known = await theDepartments(deps.db);
  if (!known.some((one) => one.code === code)) throw noSuch();
  await change(deps, (tx, at) => {
    tx.must(
      deps.db.delete(departments).where(sql`${departments.code} = ${code} AND NOT ${isCarried(code)}`),
      isInUse,
    );
    tell(deps, tx, { at, by: actor.id, data: { what: 'deleted', code } });
  });
}

const isInUse =
  'Customers or answers carry this department, so it stays. Give those customers another one in an import first.';

const isCarried = (code: string) => sql`(EXISTS (SELECT 1 FROM customers WHERE department = ${code})
  OR EXISTS (SELECT 1 FROM responses WHERE department = ${code})
  OR EXISTS (SELECT 1 FROM departures WHERE department = ${code})
  OR EXISTS (SELECT 1 FROM score_rollup WHERE measure = ${`department:${code}`} AND n <> 0))`;

/**
 * The codes behind texts of an import, with the departments to be made for those that nobody knows, in the import's own
 * transaction. Who made one at the same time is found again by deciding anew.
 */
export async function planDepartments(deps: Deps, texts: Iterable<string>) {
  const { codes, added } = departmentsNamed(await theDepartments(deps.db), texts);
  const store = (tx: Tx) => insertDepartments(deps, tx, { added, at: deps.now(), by: null });
  return { codes, store };
}

function insertDepartments(
  deps: Deps,
  tx: Tx,
  { added, at, by }: { added: Department[]; at: Date; by: string | null },
): void {
  for (const { code, labels } of added) {
    tx.run(deps.db.insert(departments).values({ code, labels, createdAt: at, updatedAt: at }));
    tell(deps, tx, { at, by, data: { what: 'added', code, labels } });
  }
}

function tell(
  { db }: Deps,
  tx: Tx,
  { at, by, data }: { at: Date; by: string | null; data: Record<string, unknown> },
): void {
  record(db, tx, { kind: 'departments-changed', at, actorId: by, data });
}

async function change({ db, now }: Deps, store: (tx: Tx, at: Date) => void): Promise<void> {
  const at = now();
  await write(db, (tx) => store(tx, at)).catch((error: unknown) => {
    if (error instanceof GuardError) throw new DomainError('conflict', error.message);
    if (error instanceof ConstraintError)
      throw new DomainError('conflict', 'Somebody else has changed the departments meanwhile. Look again.');
    throw error;
  });
}

const noSuch = () => new DomainError('not_found', 'There is no such department.');

function mustDiffer(known: readonly Department[], named: { code: string | null; labels: Labels }): void {
  const same = namedAlready(known, named);
  if (!same) return;
  const message = `“${named.labels[same.language]}” is a department already: ${same.department.code}.`;
  throw new DomainError('conflict', message, { [`labels.${same.language}`]: message });
}
