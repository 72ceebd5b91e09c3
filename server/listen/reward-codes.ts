import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { ConstraintError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { rewardCodes } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { theProgram } from '../ask/programs.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { fewestCodesLeft, isRunningLow, newRewardCode } from './reward-code.ts';
import { readCodes, type CodeLines, type CodeProblem } from './reward-code-list.ts';

const rowsAtOnce = 1000;

export interface PoolCounts {
  total: number;
  left: number;
}

/** How many codes a program has, and whether its lists may be seen. */
export async function poolOf(deps: Deps, programId: string) {
  await theAnonymousProgram(deps, programId);
  const { db } = deps;
  const [counts = { total: 0, left: 0 }] = await countsOf(db, eq(programs.id, programId));
  const people = await peopleOf(db);
  return {
    total: counts.total,
    drawn: counts.total - counts.left,
    left: counts.left,
    isRunningLow: isRunningLow({ ...counts, people }),
    isBeingAnswered: await isBeingAnswered(deps, programId),
  };
}

/** The pools that want more codes, for those who look after the whole. */
export async function poolsRunningLow(db: Database) {
  const people = await peopleOf(db);
  const all = await countsOf(db, isNull(programs.archivedAt));
  return all.filter((counts) => isRunningLow({ ...counts, people }));
}

/** Adds a company's own codes, all or, when a line is wrong, none; the lines that are wrong otherwise. */
export async function addCodes(
  deps: Deps,
  actor: Pick<Actor, 'id'>,
  { programId, text }: { programId: string; text: string },
): Promise<CodeProblem[]> {
  await theAnonymousProgram(deps, programId);
  const { codes, problems } = readCodes(text);
  const found = [...problems, ...(await alreadyIn(deps.db, programId, codes))];
  if (found.length > 0) return found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (await isTooFew(deps, programId, codes.size)) return [{ line: null, problem: 'too-few' }];
  try {
    await store(deps, actor, { programId, codes: [...codes.keys()] });
  } catch (error) {
    // Somebody else has just added one of them.
    const now = error instanceof ConstraintError ? await alreadyIn(deps.db, programId, codes) : [];
    if (now.length === 0) throw error;
    return now;
  }
  return [];
}

/** Adds codes that Amends makes. */
export async function makeCodes(
  deps: Deps,
  actor: Pick<Actor, 'id'>,
  { programId, n }: { programId: string; n: number },
): Promise<void> {
  await theAnonymousProgram(deps, programId);
  if (await isTooFew(deps, programId, n))
    throw new DomainError('invalid', `With under ${fewestCodesLeft} codes, one would tell whose it is.`);
  const codes = new Set<string>();
  while (codes.size < n) codes.add(newRewardCode(deps.random));
  await store(deps, actor, { programId, codes: [...codes] });
}

/** A wave that is being answered: whoever saw the lists then could tell which code came with the answer just given. */
export async function isBeingAnswered({ db, now }: Deps, programId: string): Promise<boolean> {
  const open = and(
    eq(waves.programId, programId),
    isNotNull(waves.preparedAt),
    isNull(waves.closedAt),
    gt(waves.closesAt, now()),
  );
  return (await db.$count(waves, open)) > 0;
}

export async function theAnonymousProgram(deps: Deps, id: string) {
  const program = await theProgram(deps, id);
  if (!program.isAnonymous)
    throw new DomainError(
      'conflict',
      'Only answers without a name are thanked with codes; others with credit.',
    );
  return program;
}

async function isTooFew({ db }: Deps, programId: string, added: number): Promise<boolean> {
  const [counts] = await countsOf(db, eq(programs.id, programId));
  return (counts?.left ?? 0) + added < fewestCodesLeft;
}

/** The codes of a list that are in the pool already, by their lines. */
async function alreadyIn(db: Database, programId: string, codes: CodeLines): Promise<CodeProblem[]> {
  const known = await db.all<{ code: string }>(
    sql`SELECT value AS code FROM json_each(${JSON.stringify([...codes.keys()])})
        WHERE EXISTS (SELECT 1 FROM reward_codes WHERE program_id = ${programId} AND code = value)`,
  );
  return known.map(({ code }) => ({ line: codes.get(code) ?? null, problem: 'in-pool' }));
}

async function store(
  deps: Deps,
  actor: Pick<Actor, 'id'>,
  { programId, codes }: { programId: string; codes: string[] },
): Promise<void> {
  const { db } = deps;
  const rows = codes.map((code) => ({ id: newId(deps), programId, code, isDrawn: false }));
  await write(db, (tx) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce)
      tx.run(insertRows(db, rewardCodes, rows.slice(from, from + rowsAtOnce)));
    record(db, tx, {
      kind: 'reward-codes-added',
      at: deps.now(),
      actorId: actor.id,
      data: { programId, n: rows.length },
    });
  });
}

const peopleOf = (db: Database): Promise<number> => db.$count(staff, isNull(staff.leftAt));

function countsOf(db: Database, which: ReturnType<typeof eq>): Promise<(PoolCounts & Named)[]> {
  return db
    .select({
      programId: programs.id,
      name: programs.name,
      total: sql<number>`count(*)`,
      left: sql<number>`count(*) - sum(${rewardCodes.isDrawn})`,
    })
    .from(programs)
    .innerJoin(rewardCodes, eq(rewardCodes.programId, programs.id))
    .where(which)
    .groupBy(programs.id);
}

interface Named {
  programId: string;
  name: string;
}
