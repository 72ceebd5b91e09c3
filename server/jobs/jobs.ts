import { eq, sql } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows, updateRows } from '#db/row-statements.ts';
import { jobs } from '#db/schema/jobs.ts';
import type { Deps } from '../deps.ts';

export type JobPayload = Record<string, string | number | null>;

export interface Job {
  id: string;
  kind: string;
  payload: JobPayload;
  attempts: number;
}

/** A job's work. It may run twice, so it looks at the row first. `finished`: it has said so in its own transaction. */
export type JobHandler = (deps: Deps, job: Job) => Promise<void | 'finished'>;

export const leaseSeconds = 60;
const maxAttempts = 5;
const killed = 'its process ended each time';

/** Asks for work in the transaction that causes it. `dedupeKey`: at most one job ever has it. */
export function enqueue(
  deps: Deps,
  tx: Tx,
  job: { kind: string; payload: JobPayload; due?: Date; dedupeKey?: string },
): void {
  const row = {
    id: newId(deps),
    kind: job.kind,
    payload: job.payload,
    state: 'queued' as const,
    due: job.due ?? deps.now(),
    attempts: 0,
    dedupeKey: job.dedupeKey ?? null,
    createdAt: deps.now(),
  };
  tx.run(
    insertRows(
      deps.db,
      jobs,
      [row],
      job.dedupeKey === undefined ? '' : 'ON CONFLICT (dedupe_key) DO NOTHING',
    ),
  );
}

/** Asks for work of which one piece is enough, whoever asks: the job waits already, or begins anew under its name. */
export function enqueueNamed(deps: Deps, tx: Tx, job: { name: string; payload: JobPayload }): void {
  const now = deps.now().getTime();
  tx.run({
    sql: `INSERT INTO jobs (id, kind, payload, state, due, attempts, created_at) VALUES (?, ?, ?, 'queued', ?, 0, ?)
          ON CONFLICT (id) DO UPDATE
          SET state = 'queued', due = excluded.due, attempts = 0, owner = NULL, payload = excluded.payload`,
    args: [job.name, job.name, JSON.stringify(job.payload), now, now],
  });
}

/** Puts a job that is being worked at back into the queue, as if it had not been tried. */
export function postponeJob(deps: Pick<Deps, 'db'>, tx: Tx, job: Pick<Job, 'id'>, due: Date): void {
  tx.run(
    updateRows(deps.db, jobs, {
      set: { state: 'queued', owner: null, attempts: 0, due },
      where: { id: job.id, state: 'running' },
    }),
  );
}

/** Which kinds of jobs a worker takes: only these, or all others. */
export interface Kinds {
  only?: readonly string[];
  not?: readonly string[];
}

// Without `INDEXED BY` SQLite sorts everything that waits each time a few are taken.
/** Takes up to `limit` due jobs for `owner`; one whose lease ran out is taken again, unless it was its fifth try. */
export async function claimJobs(
  deps: Deps,
  owner: string,
  { limit, kinds = {} }: { limit: number; kinds?: Kinds },
): Promise<Job[]> {
  const { db } = deps;
  const now = deps.now().getTime();
  const [, claimed] = await write(db, (tx) => {
    tx.run({
      sql: `UPDATE jobs SET state = 'dead', owner = NULL, ended_at = ?, last_error = '${killed}'
            WHERE state = 'running' AND due <= ? AND attempts >= ?`,
      args: [now, now, maxAttempts],
    });
    tx.run({
      sql: `UPDATE jobs SET state = 'running', owner = ?, attempts = attempts + 1, due = ?
            WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_due
                         WHERE state IN ('queued', 'running') AND due <= ? ${ofKinds(kinds)} ORDER BY due LIMIT ?)
            RETURNING id, kind, payload, attempts`,
      args: [owner, now + leaseSeconds * 1000, now, limit],
    });
  });
  return (claimed?.rows ?? []).map((row) => ({
    id: String(row.id),
    kind: String(row.kind),
    payload: JSON.parse(String(row.payload)),
    attempts: Number(row.attempts),
  }));
}

/** Keeps what `owner` works at from being taken by others for another lease. */
export async function renewLeases(deps: Deps, owner: string): Promise<void> {
  const until = deps.now().getTime() + leaseSeconds * 1000;
  await write(deps.db, (tx) =>
    tx.run({ sql: `UPDATE jobs SET due = ? WHERE state = 'running' AND owner = ?`, args: [until, owner] }),
  );
}

/**
 * Tries again what died only because its process was killed each time, such as by a server that starts over and over:
 * for jobs that others wait for, for a day.
 */
export async function reviveKilled({ db, now }: Deps, kinds: Kinds): Promise<void> {
  const since = now().getTime() - 86_400_000;
  const dead = `state = 'dead' AND created_at > ${since} AND last_error = '${killed}' ${ofKinds(kinds)}`;
  const [any] = await db.all(sql.raw(`SELECT id FROM jobs INDEXED BY jobs_state WHERE ${dead} LIMIT 1`));
  if (!any) return;
  await write(db, (tx) =>
    tx.run({
      sql: `UPDATE jobs SET state = 'queued', attempts = 0, due = ?, ended_at = NULL WHERE ${dead}`,
      args: [now().getTime()],
    }),
  );
}

export async function anyJobDue({ db, now }: Deps, kinds: Kinds = {}): Promise<boolean> {
  const due = await db.all(
    sql`SELECT id FROM jobs INDEXED BY jobs_due
        WHERE state IN ('queued', 'running') AND due <= ${now().getTime()} ${sql.raw(ofKinds(kinds))} LIMIT 1`,
  );
  return due.length > 0;
}

/** Kinds are names of the program's own, never anybody's input. */
function ofKinds({ only, not }: Kinds): string {
  const listed = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join();
  return `${only ? `AND kind IN (${listed(only)})` : ''} ${not ? `AND kind NOT IN (${listed(not)})` : ''}`;
}

/** Said in the same transaction as the job's own effect where it has one, so that both happen or neither. */
export function finishJob(deps: Pick<Deps, 'db' | 'now'>, tx: Tx, job: Job): void {
  tx.run(
    updateRows(deps.db, jobs, {
      set: { state: 'done', owner: null, endedAt: deps.now() },
      where: { id: job.id, state: 'running' },
    }),
  );
}

/** Tries again later, doubling the pause from 10 s; after five tries the job is dead and `amends doctor` tells of it. */
export async function failJob(deps: Deps, job: Job, error: unknown): Promise<void> {
  const now = deps.now().getTime();
  const dead = job.attempts >= maxAttempts;
  await write(deps.db, (tx) =>
    tx.run(
      deps.db
        .update(jobs)
        .set({
          state: dead ? 'dead' : 'queued',
          owner: null,
          due: new Date(now + 10_000 * 2 ** (job.attempts - 1)),
          lastError: error instanceof Error ? error.message : String(error),
          endedAt: dead ? new Date(now) : null,
        })
        .where(eq(jobs.id, job.id)),
    ),
  );
}

export async function deadJobs(db: Database) {
  return db.select().from(jobs).where(eq(jobs.state, 'dead')).limit(100);
}
