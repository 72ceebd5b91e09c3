import { and, eq, sql, type SQL } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { fulfilments, vouchers } from '#db/schema/compensation.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { moveBudget } from './budget-use.ts';
import { lapse, reversal, type Standing } from './grant-ending.ts';
import { kindRules, type Books } from './grant-kind.ts';
import type { Grant } from './grant.ts';
import { takenBack } from './ledger.ts';
import { book, leftOnAccount } from './ledger-entries.ts';
import { refusal } from '../refusal.ts';

/** Takes a grant back, or what is left of it, and says why. */
export async function reverse(
  { deps, actor, grantId }: { deps: Deps; actor: Actor; grantId: string },
  reason: string,
): Promise<void> {
  await decidedAfresh(async () => {
    const [grant] = await deps.db.select().from(grants).where(eq(grants.id, grantId));
    if (!grant) throw new DomainError('not_found', 'There is no such grant.');
    const { isUnmoved, ...standing } = await standingOf(deps.db, grant);
    const decision = reversal(standing);
    if ('refused' in decision) throw refusal(decision.refused);
    const ending = { grant, status: 'reversed', backMinor: decision.backMinor, isUnmoved } as const;
    await end(deps, ending, { actorId: actor.id, reason });
  });
}

/** Ends an issued grant whose time is over: what is left goes back. A grant that somebody else has just ended is left alone. */
export async function endLapsed(deps: Deps, grant: Grant): Promise<void> {
  const { leftMinor, isUnmoved } = await standingOf(deps.db, grant);
  await end(deps, { grant, ...lapse(leftMinor ?? 0), isUnmoved });
}

/** Ends a proposal nobody has decided in time. */
export async function endUndecided(deps: Deps, grant: Grant): Promise<void> {
  await end(deps, { grant, status: 'expired', backMinor: 0 });
}

interface Ending {
  grant: Grant;
  status: 'reversed' | 'expired' | 'redeemed';
  backMinor: number;
  /** Holds while what was looked at still stands. */
  isUnmoved?: SQL | undefined;
}

async function end(deps: Deps, ending: Ending, by?: { actorId: string; reason: string }): Promise<void> {
  const company = await theCompany(deps.db);
  const { grant, status, backMinor } = ending;
  await write(deps.db, (tx) => {
    settle(deps, tx, ending, by);
    if (status === 'redeemed') return;
    withdrawVoucher(deps, tx, ending);
    const kind = `grant-${status}` as const;
    const booking = takenBack(grant, { kind, amountMinor: backMinor });
    if (booking) book(deps, tx, booking);
    const unusedMinor = grant.status === 'issued' && booking ? backMinor : grant.amountMinor;
    moveBudget(deps, tx, { grant, from: grant.amountMinor, to: grant.amountMinor - unusedMinor, company });
    const { id: grantId, role, customerId, caseId, currency, amountMinor } = grant;
    const data = { grantId, role, kind: grant.kind, amountMinor, currency, backMinor, reason: by?.reason };
    record(deps.db, tx, { kind, customerId, caseId, actorId: by?.actorId ?? null, at: deps.now(), data });
    if (status === 'reversed') enqueue(deps, tx, { kind: 'tell-reversal', payload: { grantId } });
  });
}

function settle({ db, now }: Deps, tx: Tx, ending: Ending, by?: { actorId: string; reason: string }): void {
  const { grant, status, isUnmoved } = ending;
  const reversed = by && { reversedAt: now(), reversedBy: by.actorId, reversalReason: by.reason };
  tx.must(
    db
      .update(grants)
      .set({ status, ...reversed })
      .where(and(eq(grants.id, grant.id), eq(grants.status, grant.status), isUnmoved)),
    'This grant has changed a moment ago. Look at it again.',
  );
}

function withdrawVoucher({ db }: Deps, tx: Tx, { grant, status }: Ending): void {
  if (kindRules[grant.kind].books !== 'voucher' || grant.status !== 'issued') return;
  tx.must(
    db
      .update(vouchers)
      .set({ status: status === 'expired' ? 'expired' : 'withdrawn' })
      .where(and(eq(vouchers.grantId, grant.id), eq(vouchers.status, 'open'))),
    'This voucher was used a moment ago.',
  );
}

type Looked = Standing & { isUnmoved?: SQL | undefined };
type Look = (db: Database, grant: Grant) => Promise<Omit<Looked, 'status'>>;

/** How an issued grant stands, by where it is booked. */
const looks = {
  account: async (db, { id, customerId, currency }) => {
    const { left, isUnmoved } = await leftOnAccount(db, { customerId, currency });
    return { leftMinor: left.get(id) ?? 0, isHandedOver: false, isUnmoved };
  },
  voucher: async (db, { id, amountMinor }) => {
    const [voucher] = await db
      .select({ status: vouchers.status })
      .from(vouchers)
      .where(eq(vouchers.grantId, id));
    return { leftMinor: voucher?.status === 'open' ? amountMinor : 0, isHandedOver: false };
  },
  debt: async (_, { amountMinor }) => ({ leftMinor: amountMinor, isHandedOver: false }),
  byHand: async (db, { id }) => {
    const done = and(eq(fulfilments.grantId, id), eq(fulfilments.state, 'done'));
    const [handedOver] = await db.select({ id: fulfilments.id }).from(fulfilments).where(done);
    const isUnmoved = sql`NOT EXISTS (SELECT 1 FROM ${fulfilments} WHERE ${done})`;
    return { leftMinor: null, isHandedOver: handedOver !== undefined, isUnmoved };
  },
} as const satisfies Record<Exclude<Books, null> | 'byHand', Look>;

async function standingOf(db: Database, grant: Grant): Promise<Looked> {
  const { status } = grant;
  if (status !== 'issued') return { status, leftMinor: null, isHandedOver: false };
  return { status, ...(await looks[kindRules[grant.kind].books ?? 'byHand'](db, grant)) };
}
