import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import type { Deps } from '../deps.ts';
import {
  anyJobDue,
  claimJobs,
  failJob,
  finishJob,
  leaseSeconds,
  renewLeases,
  type Job,
  type JobHandler,
} from './jobs.ts';

export type JobHandlers = Record<string, JobHandler>;

const batchSize = 20;
const idleMilliseconds = 250;
const renewSeconds = leaseSeconds / 3;

export interface Worker {
  /** Lets the jobs under way end and takes no new ones. */
  stop(): Promise<void>;
}

/** Works through the queue until stopped. Any number of processes may do so at once. */
export function startWorker(deps: Deps, handlers: JobHandlers): Worker {
  const stopping = new AbortController();
  const owner = newId(deps);
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      const worked = await workOnce(deps, handlers, owner).catch((error: unknown) => {
        deps.log.error({ err: error }, 'the job worker stumbled');
        return 0;
      });
      if (worked === 0) await sleep(idleMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Drains what is due now, and what that causes. Tests call it to say "and then the mail went". */
export async function runJobs(deps: Deps, handlers: JobHandlers): Promise<number> {
  let total = 0;
  for (;;) {
    const worked = await workOnce(deps, handlers, 'run-jobs');
    if (worked === 0) return total;
    total += worked;
  }
}

async function workOnce(deps: Deps, handlers: JobHandlers, owner: string): Promise<number> {
  if (!(await anyJobDue(deps))) return 0;
  const claimed = await claimJobs(deps, owner, batchSize);
  const renewing = setInterval(() => {
    renewLeases(deps, owner).catch((error: unknown) => deps.log.warn({ err: error }, 'leases'));
  }, renewSeconds * 1000);
  const working: Promise<void>[] = [];
  for (const job of claimed) {
    // The database answers within the turn, so each job begins in a turn of its own: requests come in between.
    await setImmediate();
    working.push(work(deps, handlers, job));
  }
  await Promise.all(working);
  clearInterval(renewing);
  return claimed.length;
}

async function work(deps: Deps, handlers: JobHandlers, job: Job): Promise<void> {
  try {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}`);
    await handler(deps, job);
    await write(deps.db, (tx) => finishJob(deps, tx, job));
  } catch (error) {
    deps.log.warn({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed');
    await failJob(deps, job, error);
  }
}
