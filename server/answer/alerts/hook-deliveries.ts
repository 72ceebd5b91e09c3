import { and, desc, eq } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { alertHooks, hookDeliveries } from '#db/schema/alerts.ts';
import type { Deps } from '#server/deps.ts';
import { signatureOf } from '#server/email/webhook-signature.ts';
import { record } from '#server/events/events.ts';
import { postOut } from '#server/http/post-out.ts';
import { enqueue, finishJob, postponeJob, type Job } from '#server/jobs/jobs.ts';
import { isTaken, nextTry, whyPaused, type Hook, type WhyPaused } from './hook.ts';

type Delivery = typeof hookDeliveries.$inferSelect;

const shown = 5;

/** Keeps what is to be posted, and asks for it. A test is tried once. */
export function addDelivery(
  deps: Deps,
  tx: Tx,
  { hook, body, isTest = false }: { hook: Pick<Hook, 'id'>; body: object; isTest?: boolean },
): void {
  const id = newId(deps);
  const row = { id, hookId: hook.id, body: JSON.stringify(body), state: 'queued' as const, at: deps.now() };
  tx.run(deps.db.insert(hookDeliveries).values(row));
  enqueue(deps, tx, { kind: 'post-alert', payload: { deliveryId: id, isTest: isTest ? 1 : 0 } });
}

/** The last few, newest first. */
export function lastDeliveries(db: Database, hookId: string) {
  const { id, state, attempts, status, lastError, at, endedAt } = hookDeliveries;
  return db
    .select({ id, state, attempts, status, lastError, at, endedAt })
    .from(hookDeliveries)
    .where(eq(hookDeliveries.hookId, hookId))
    .orderBy(desc(at), desc(id))
    .limit(shown);
}

/** Whether something is on its way to the hook: what comes after it waits, and goes with others. */
export async function isUnderWay(db: Database, hookId: string): Promise<boolean> {
  const queued = await db
    .select({ id: hookDeliveries.id })
    .from(hookDeliveries)
    .where(and(eq(hookDeliveries.hookId, hookId), eq(hookDeliveries.state, 'queued')))
    .limit(1);
  return queued.length > 0;
}

/** The job that posts. Where it fails for too long, the hook is paused, and a person looks at it. */
export async function postDelivery(deps: Deps, job: Job): Promise<void | 'finished'> {
  const [found] = await deps.db
    .select({ delivery: hookDeliveries, hook: alertHooks })
    .from(hookDeliveries)
    .innerJoin(alertHooks, eq(alertHooks.id, hookDeliveries.hookId))
    .where(eq(hookDeliveries.id, String(job.payload.deliveryId)));
  if (!found || found.delivery.state !== 'queued') return;
  const posted = await post(deps, found);
  await write(deps.db, (tx) =>
    posted.problem === null
      ? keepDelivered(deps, tx, { ...found, job, status: posted.status })
      : keepFailed(deps, tx, { ...found, job, ...posted, problem: posted.problem }),
  );
  return 'finished';
}

interface Found {
  delivery: Delivery;
  hook: Hook;
}

async function post({ config, now }: Deps, { delivery, hook }: Found) {
  const { id, body } = delivery;
  try {
    const { status, said } = await postOut({
      url: hook.url,
      body,
      headers: hook.secret ? signed({ id, body, secret: hook.secret, now: now() }) : {},
      mayBePrivate: config.privateHooks,
    });
    const isWell = isTaken(status);
    return { status, problem: isWell ? null : said.slice(0, 300).trim() };
  } catch (error) {
    return { status: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The headers of Standard Webhooks; the id stays when a post is tried again, so that its receiver takes it once. */
function signed({ id, body, secret, now }: { id: string; body: string; secret: string; now: Date }) {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = signatureOf({ id, timestamp, body }, secret);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}

type Settled = Found & { job: Job; status: number | null };

function keepDelivered(deps: Deps, tx: Tx, { delivery, job, status }: Settled): void {
  const { id, attempts } = delivery;
  const endedAt = deps.now();
  const set = { state: 'delivered' as const, status, attempts: attempts + 1, lastError: null, endedAt };
  tx.run(deps.db.update(hookDeliveries).set(set).where(stillQueued(id)));
  finishJob(deps, tx, job);
}

function keepFailed(deps: Deps, tx: Tx, { problem, ...settled }: Settled & { problem: string }): void {
  const { db } = deps;
  const { delivery, hook, job, status } = settled;
  const now = deps.now();
  const isTest = job.payload.isTest === 1;
  const why = whyPaused({ status, waitedMilliseconds: now.getTime() - delivery.at.getTime() });
  const attempts = delivery.attempts + 1;
  const isLast = isTest || why !== null;
  const ending = isLast ? { state: 'failed' as const, endedAt: now } : {};
  const set = { attempts, status, lastError: problem, ...ending };
  tx.run(db.update(hookDeliveries).set(set).where(stillQueued(delivery.id)));
  if (!isLast) return postponeJob(deps, tx, job, nextTry(attempts, now));
  finishJob(deps, tx, job);
  if (why && !isTest) pause(deps, tx, hook, why);
}

function pause({ db, now }: Deps, tx: Tx, { id, name }: Hook, why: WhyPaused): void {
  const at = now();
  tx.run(db.update(alertHooks).set({ pausedAt: at, pausedBecause: why }).where(eq(alertHooks.id, id)));
  record(db, tx, { kind: 'alert-hook-paused', at, data: { hookId: id, name, why } });
}

const stillQueued = (id: string) => and(eq(hookDeliveries.id, id), eq(hookDeliveries.state, 'queued'));
