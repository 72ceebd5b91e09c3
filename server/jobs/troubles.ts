import { and, desc, eq } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';
import { mailBatches } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';

const most = 100;

/** Work that gave up and waits for a person: jobs that may be tried again, and batches of mail that ended badly. */
export async function troubles(db: Database) {
  const [dead, failed] = await Promise.all([
    db
      .select({
        id: jobs.id,
        kind: jobs.kind,
        attempts: jobs.attempts,
        lastError: jobs.lastError,
        endedAt: jobs.endedAt,
      })
      .from(jobs)
      .where(eq(jobs.state, 'dead'))
      .orderBy(desc(jobs.id))
      .limit(most),
    db
      .select({
        id: mailBatches.id,
        waveId: mailBatches.waveId,
        round: mailBatches.round,
        members: mailBatches.members,
        lastError: mailBatches.lastError,
        endedAt: mailBatches.endedAt,
      })
      .from(mailBatches)
      .where(eq(mailBatches.status, 'failed'))
      .orderBy(desc(mailBatches.id))
      .limit(most),
  ]);
  return {
    jobs: dead,
    batches: failed.map(({ members, ...batch }) => ({ ...batch, mails: members?.length ?? 0 })),
  };
}

/** Gives a job that gave up its five tries again. */
export async function retryJob(deps: Deps, actor: { id: string }, id: string): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const [job] = await db.select({ kind: jobs.kind }).from(jobs).where(eq(jobs.id, id));
  if (!job) throw new DomainError('not_found', 'There is no such job.');
  const isNotDead = 'This job is not waiting for anybody.';
  await write(db, (tx) => {
    tx.must(
      db
        .update(jobs)
        .set({ state: 'queued', attempts: 0, due: at, owner: null, endedAt: null })
        .where(and(eq(jobs.id, id), eq(jobs.state, 'dead'))),
      isNotDead,
    );
    record(db, tx, { kind: 'job-retried', at, actorId: actor.id, data: { jobId: id, kind: job.kind } });
  }).catch((error: unknown) => {
    throw error instanceof GuardError ? new DomainError('conflict', isNotDead) : error;
  });
}
