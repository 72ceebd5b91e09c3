import { and, eq, sql } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { fulfilmentHook, fulfilments } from '#db/schema/compensation.ts';
import { grants } from '#db/schema/grants.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { signatureOf } from '#server/email/webhook-signature.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { postOut, problemOf, type OutgoingProblem } from '#server/http/post-out.ts';
import { enqueue, type Job } from '#server/jobs/jobs.ts';
import { nextTry, wasTaken } from './fulfilment.ts';
import { fulfilmentWithGrant } from './fulfilments.ts';

const theOne = eq(fulfilmentHook.id, 1);

/** Where grants are told; the secret is told when it is made and never again. */
export async function theHook(db: Database): Promise<{ url: string; updatedAt: Date } | null> {
  const [hook] = await db.select().from(fulfilmentHook).where(theOne);
  return hook ? { url: hook.url, updatedAt: hook.updatedAt } : null;
}

/** Sets the address with a new secret, which is told here only. */
export async function setHook(deps: Deps, actor: Actor, url: string): Promise<{ secret: string }> {
  const problem = problemOf(url, { mayBePrivate: deps.config.privateHooks });
  if (problem) throw new DomainError('invalid', sentences[problem], { url: sentences[problem], problem });
  const secret = `whsec_${Buffer.from(deps.random(32)).toString('base64')}`;
  const row = { url, secret, updatedAt: deps.now() };
  await changeHook(deps, actor, { url }, (tx) =>
    tx.run(
      deps.db
        .insert(fulfilmentHook)
        .values({ id: 1, ...row })
        .onConflictDoUpdate({ target: fulfilmentHook.id, set: row }),
    ),
  );
  return { secret };
}

/** From now on people hand over what a system did. */
export async function removeHook(deps: Deps, actor: Actor): Promise<void> {
  await changeHook(deps, actor, { url: null }, (tx) => tx.run(deps.db.delete(fulfilmentHook).where(theOne)));
}

const sentences: Record<OutgoingProblem, string> = {
  address: 'This is not an address such as https://shop.example.com/amends.',
  https: 'The address must start with https://.',
  private: 'This address is not of the public internet.',
};

/** Posts a grant that is none, to see whether the other side understands; tells what it said. */
export async function tryHook(
  deps: Deps,
): Promise<{ isTaken: boolean; status: number | null; said: string }> {
  const id = `test_${Buffer.from(deps.random(12)).toString('hex')}`;
  try {
    const { status, said } = await post(deps, { id, type: 'test', data: {} });
    return { isTaken: wasTaken(status), status, said };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return { isTaken: false, status: null, said: messageOf(error) };
  }
}

/** The job that tells of a grant. What was not taken is tried again, later each time, and in the end stands with the hand-overs. */
export async function tellGrant(deps: Deps, job: Job): Promise<void> {
  const id = String(job.payload.fulfilmentId);
  const row = await fulfilmentWithGrant(deps.db, eq(fulfilments.id, id));
  if (!row) return;
  // Taken back while a post of it was under way or cut off: now nothing can come after the word of it.
  if (row.grant.status === 'reversed' && row.fulfilment.toldAt) return tellAfterwards(deps, row.grant.id);
  if (row.fulfilment.state !== 'waiting' || row.grant.status !== 'issued') return;
  if (!(await beginTelling(deps, row))) return tellGrant(deps, job);
  try {
    const { status, said } = await post(deps, { id, type: 'grant.issued', data: toldOf(row) });
    if (!wasTaken(status)) throw new Error(`It answered ${status}: ${said}`);
    await write(deps.db, (tx) => keepReceipt(deps, tx, { id, receipt: said }));
  } catch (error) {
    await keepFailure(deps, row, messageOf(error));
  }
  const since = await fulfilmentWithGrant(deps.db, eq(fulfilments.id, id));
  if (since?.grant.status === 'reversed') await tellAfterwards(deps, since.grant.id);
}

/** Notes that the other side may know of a grant, before it can; false where the grant has been ended a moment ago. */
async function beginTelling({ db, now }: Deps, { fulfilment: { id, toldAt }, grant }: Row): Promise<boolean> {
  if (toldAt) return true;
  const stands = sql`EXISTS (SELECT 1 FROM ${grants} WHERE ${grants.id} = ${grant.id} AND ${grants.status} = 'issued')`;
  const begun = db
    .update(fulfilments)
    .set({ toldAt: now() })
    .where(and(eq(fulfilments.id, id), eq(fulfilments.state, 'waiting'), stands));
  return write(db, (tx) => tx.must(begun, 'This grant has been ended a moment ago.')).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GuardError) return false;
      throw error;
    },
  );
}

async function tellAfterwards(deps: Deps, grantId: string): Promise<void> {
  const payload = { grantId, isAfterwards: 1 };
  await write(deps.db, (tx) => enqueue(deps, tx, { kind: 'tell-reversal', payload }));
}

/** The job that tells that a grant the other side may know of was taken back; its own retries suffice. */
export async function tellReversal(deps: Deps, job: Job): Promise<void> {
  const row = await fulfilmentWithGrant(deps.db, eq(fulfilments.grantId, String(job.payload.grantId)));
  if (!row?.fulfilment.toldAt || !(await theHook(deps.db))) return;
  // Where a post may be under way, or is to be tried again, the job of it tells afterwards: else it could come the later.
  if (row.fulfilment.state === 'waiting' && job.payload.isAfterwards !== 1) return;
  const id = `${row.fulfilment.id}_reversed`;
  const { status, said } = await post(deps, { id, type: 'grant.reversed', data: toldOf(row) });
  if (!wasTaken(status)) throw new Error(`The hook of hand-overs answered ${status}: ${said}`);
}

type Row = NonNullable<Awaited<ReturnType<typeof fulfilmentWithGrant>>>;

function toldOf({ grant, customer }: Row) {
  const {
    id: grantId,
    role,
    kind,
    amountMinor,
    currency,
    details,
    issuedAt,
    validUntil,
    reversalReason,
  } = grant;
  const told = { grantId, customerId: customer.externalId, role, kind, amountMinor, currency, details };
  return { ...told, issuedAt, validUntil, ...(reversalReason && { reversalReason }) };
}

/** By the rule of Standard Webhooks: the id stays the same through all tries, so that the other side does it once. */
async function post(deps: Deps, { id, type, data }: { id: string; type: string; data: object }) {
  const [hook] = await deps.db.select().from(fulfilmentHook).where(theOne);
  if (!hook) throw new DomainError('conflict', 'No address for hand-overs is set.');
  const timestamp = String(Math.floor(deps.now().getTime() / 1000));
  const body = JSON.stringify({ type, timestamp: deps.now().toISOString(), data });
  const signature = signatureOf({ id, timestamp, body }, hook.secret);
  return postOut({
    url: hook.url,
    body,
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
    mayBePrivate: deps.config.privateHooks,
  });
}

function keepReceipt({ db, now }: Deps, tx: Tx, { id, receipt }: { id: string; receipt: string }): void {
  tx.run(
    db
      .update(fulfilments)
      .set({ state: 'done', receipt, doneAt: now(), lastError: null })
      .where(eq(fulfilments.id, id)),
  );
}

async function keepFailure(deps: Deps, { fulfilment, grant }: Row, lastError: string): Promise<void> {
  const { id } = fulfilment;
  const attempts = fulfilment.attempts + 1;
  const due = nextTry(attempts, deps.now());
  await write(deps.db, (tx) => {
    const state = due ? 'waiting' : 'failed';
    tx.run(deps.db.update(fulfilments).set({ attempts, lastError, state }).where(eq(fulfilments.id, id)));
    if (due) return enqueue(deps, tx, { kind: 'tell-grant', payload: { fulfilmentId: id }, due });
    const { id: grantId, customerId, caseId } = grant;
    const data = { grantId, lastError };
    record(deps.db, tx, { kind: 'grant-not-told', customerId, caseId, at: deps.now(), data });
  });
}

async function changeHook(
  deps: Deps,
  actor: Actor,
  data: Record<string, unknown>,
  store: (tx: Tx) => void,
): Promise<void> {
  await write(deps.db, (tx) => {
    store(tx);
    record(deps.db, tx, { kind: 'fulfilment-hook-changed', actorId: actor.id, at: deps.now(), data });
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
