import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/grants.ts';
import { vouchers } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import type { Actor } from '#server/auth/actor.ts';
import { countAttempt, hasTooManyAttempts, type Attempt } from '#server/auth/sign-in-attempts.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { isMadeCode, newRewardCode } from '#server/listen/reward-code.ts';
import type { Grant } from './grant.ts';
import { voucherRedemption } from './ledger.ts';
import { book } from './ledger-entries.ts';
import { endLapsedOf } from './lapses.ts';
import { readCode, whyNotRedeemed } from './voucher.ts';

/** Makes the code of a voucher just issued. */
export function addVoucher(deps: Deps, tx: Tx, grant: Grant): void {
  const { id: grantId, amountMinor, currency, validUntil } = grant;
  tx.run(
    deps.db.insert(vouchers).values({
      id: newId(deps),
      grantId,
      code: newRewardCode(deps.random),
      amountMinor,
      currency,
      status: 'open',
      validUntil,
      createdAt: deps.now(),
    }),
  );
}

export async function voucherOf(db: Database, grantId: string) {
  const [voucher] = await db.select().from(vouchers).where(eq(vouchers.grantId, grantId));
  return voucher ?? null;
}

export interface VoucherUse {
  deps: Deps;
  actor: Actor;
  code: string;
  orderReference: string;
  idempotencyKey: string;
}

export interface Redeemed {
  code: string;
  amountMinor: number;
  currency: string;
  /** In the company's own system. */
  customerId: string;
  orderReference: string | null;
  redeemedAt: Date | null;
}

/**
 * Uses a voucher up, once: whoever asks again under the same key gets the same answer. Codes that are not known are counted
 * against the asker, and too many of them end the asking, so that nobody finds one by trying.
 */
export async function redeemVoucher(use: VoucherUse): Promise<Redeemed | 'too-many-wrong-codes'> {
  const { deps, actor } = use;
  const code = readCode(use.code);
  if (await hasTooManyAttempts(deps, attemptOf(actor))) return 'too-many-wrong-codes';
  const found = isMadeCode(code) ? await findVoucher(deps.db, eq(vouchers.code, code)) : null;
  if (!found) return unknown(deps, actor);
  await endLapsedOf(deps, found.customerId);
  // Who loses the race may read before the winner's write has landed, so it is decided afresh until it has.
  return decidedAfresh(async () => {
    const voucher = await findVoucher(deps.db, eq(vouchers.code, code));
    const earlier = voucher && (await earlierUse(use, voucher));
    if (earlier) return earlier;
    if (voucher?.status !== 'open') throw refused(voucher?.status ?? 'withdrawn');
    const redeemedAt = deps.now();
    await write(deps.db, (tx) => useUp(use, tx, { voucher, at: redeemedAt }));
    return answerOf({ ...voucher, redeemedAt, redeemedFor: use.orderReference });
  });
}

/** What was answered under this key before; a key that was used for something else is refused. */
async function earlierUse(use: VoucherUse, voucher: Found): Promise<Redeemed | null> {
  const keyed = await findVoucher(use.deps.db, eq(vouchers.redemptionKey, keyOf(use)));
  if (!keyed) return null;
  if (keyed.id !== voucher.id || keyed.redeemedFor !== use.orderReference) throw refused('open');
  return answerOf(keyed);
}

function useUp(
  { deps, actor, ...use }: VoucherUse,
  tx: Tx,
  { voucher, at }: { voucher: Found; at: Date },
): void {
  const { db } = deps;
  const { grantId, customerId, caseId, amountMinor, currency } = voucher;
  const redemptionKey = keyOf({ actor, ...use });
  const isOpen = and(
    eq(vouchers.id, voucher.id),
    eq(vouchers.status, 'open'),
    or(isNull(vouchers.validUntil), gt(vouchers.validUntil, at)),
  );
  tx.must(
    db
      .update(vouchers)
      .set({ status: 'redeemed', redeemedAt: at, redemptionKey, redeemedFor: use.orderReference })
      .where(isOpen),
    'This voucher cannot be used.',
  );
  tx.must(
    db
      .update(grants)
      .set({ status: 'redeemed' })
      .where(and(eq(grants.id, grantId), eq(grants.status, 'issued'))),
    'This voucher cannot be used.',
  );
  book(deps, tx, voucherRedemption({ grantId, customerId, amountMinor, currency }));
  const data = { grantId, amountMinor, currency, orderReference: use.orderReference };
  record(db, tx, { kind: 'voucher-redeemed', customerId, caseId, actorId: actor.id, at, data });
}

function refused(status: keyof typeof whyNotRedeemed): DomainError {
  const { code, sentence } = whyNotRedeemed[status];
  return new DomainError('conflict', sentence, { refusal: code });
}

function answerOf({ code, amountMinor, currency, externalId, redeemedFor, redeemedAt }: Found): Redeemed {
  return { code, amountMinor, currency, customerId: externalId, orderReference: redeemedFor, redeemedAt };
}

type Found = NonNullable<Awaited<ReturnType<typeof findVoucher>>>;

async function findVoucher(db: Database, which: SQL) {
  const [row] = await db
    .select({
      voucher: vouchers,
      grant: { customerId: grants.customerId, caseId: grants.caseId, externalId: customers.externalId },
    })
    .from(vouchers)
    .innerJoin(grants, eq(grants.id, vouchers.grantId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .where(which);
  return row ? { ...row.voucher, ...row.grant } : null;
}

const attemptOf = ({ id }: Actor): Attempt => ({ kind: 'voucher', email: id, address: id });

async function unknown(deps: Deps, actor: Actor): Promise<never> {
  await write(deps.db, (tx) => countAttempt(deps, tx, attemptOf(actor))).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
  });
  throw new DomainError('not_found', 'There is no such voucher.', { refusal: 'unknown' });
}

const keyOf = ({ actor, idempotencyKey }: Pick<VoucherUse, 'actor' | 'idempotencyKey'>) =>
  `${actor.id}:${idempotencyKey}`;
