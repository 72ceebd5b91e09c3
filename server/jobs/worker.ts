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
  type Kinds,
} from './jobs.ts';

export type JobHandlers = Record<string, JobHandler>;

/** So many jobs of some kinds at a time, so that a wave's mails never keep an alert waiting. */
export interface Lane {
  kinds: Kinds;
  atOnce: number;
}

const batchSize = 20;
const everything: Lane[] = [{ kinds: {}, atOnce: batchSize }];
const idleMilliseconds = 250;
const renewSeconds = leaseSeconds / 3;
const lullMilliseconds = 25;
const longestLullMilliseconds = 500;

export interface Worker {
  /** Lets the jobs under way end and takes no new ones. */
  stop(): Promise<void>;
}

/** Works through the queue until stopped. Any number of processes may do so at once. */
export function startWorker(deps: Deps, handlers: JobHandlers, lanes = everything): Worker {
  const stopping = new AbortController();
  const owner = newId(deps);
  const renewing = keepLeases(deps, owner);
  const ended = Promise.all(
    lanes.map((lane) => workLane(deps, handlers, { lane, owner, signal: stopping.signal })),
  );
  return {
    stop: async () => {
      stopping.abort();
      await ended;
      clearInterval(renewing);
    },
  };
}

/** Drains what is due now, and what that causes. Tests call it to say "and then the mail went". */
export async function runJobs(deps: Deps, handlers: JobHandlers): Promise<number> {
  const renewing = keepLeases(deps, 'run-jobs');
  let total = 0;
  for (;;) {
    const claimed = (await anyJobDue(deps)) ? await claimJobs(deps, 'run-jobs', { limit: batchSize }) : [];
    if (claimed.length === 0) break;
    await Promise.all(await begin(deps, handlers, claimed));
    total += claimed.length;
  }
  clearInterval(renewing);
  return total;
}

interface Working {
  lane: Lane;
  owner: string;
  signal: AbortSignal;
}

/** Takes new jobs as soon as there is room, so that a long one keeps nobody waiting. */
async function workLane(deps: Deps, handlers: JobHandlers, { lane, owner, signal }: Working): Promise<void> {
  const working = new Set<Promise<void>>();
  while (!signal.aborted) {
    await lull(deps, signal);
    const claimed = await claimFor(deps, lane, { owner, limit: lane.atOnce - working.size });
    for (const job of await begin(deps, handlers, claimed)) {
      const worked = job.catch((error: unknown) => deps.log.error({ err: error }, 'a job was lost sight of'));
      working.add(worked);
      void worked.then(() => working.delete(worked));
    }
    const isFull = working.size >= lane.atOnce;
    if (isFull) await Promise.race(working);
    else if (claimed.length === 0) await idle(working, signal);
  }
  await Promise.all(working);
}

async function claimFor(deps: Deps, { kinds }: Lane, { owner, limit }: { owner: string; limit: number }) {
  try {
    return (await anyJobDue(deps, kinds)) ? await claimJobs(deps, owner, { limit, kinds }) : [];
  } catch (error) {
    deps.log.error({ err: error }, 'the job worker stumbled');
    return [];
  }
}

/** While many people answer at once, jobs are begun a few at a time: an answer is waited for, a mail about it is not. */
async function lull({ crowd }: Deps, signal: AbortSignal): Promise<void> {
  const until = performance.now() + longestLullMilliseconds;
  while (crowd.isLarge && performance.now() < until && !signal.aborted)
    await sleep(lullMilliseconds, undefined, { signal }).catch(() => {});
}

/** The database answers within the turn, so each job begins in a turn of its own: requests come in between. */
async function begin(deps: Deps, handlers: JobHandlers, claimed: Job[]): Promise<Promise<void>[]> {
  const begun: Promise<void>[] = [];
  for (const job of claimed) {
    await setImmediate();
    begun.push(work(deps, handlers, job));
  }
  return begun;
}

async function idle(working: Set<Promise<void>>, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const pause = sleep(idleMilliseconds, undefined, { signal: AbortSignal.any([signal, woken.signal]) });
  await Promise.race([...working, pause.catch(() => {})]);
  woken.abort();
}

function keepLeases(deps: Deps, owner: string): NodeJS.Timeout {
  return setInterval(() => {
    renewLeases(deps, owner).catch((error: unknown) => deps.log.warn({ err: error }, 'leases'));
  }, renewSeconds * 1000);
}

async function work(deps: Deps, handlers: JobHandlers, job: Job): Promise<void> {
  try {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}`);
    if ((await handler(deps, job)) === 'finished') return;
    await write(deps.db, (tx) => finishJob(deps, tx, job));
  } catch (error) {
    deps.log.warn({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed');
    await failJob(deps, job, error);
  }
}
