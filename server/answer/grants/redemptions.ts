import { write } from '#db/client.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { pointsCurrency } from './grant-kind.ts';
import { endLapsedOf } from './lapses.ts';
import { customerAccount, pointsRedemption, redemption, sumMinor, type Booking } from './ledger.ts';
import { balanceAfter, book, bookedUnder, creditOf } from './ledger-entries.ts';
import { exchanged } from './point.ts';
import { approvalLimits } from './policy-limits.ts';
import { refusal } from '../refusal.ts';

/** Who spends, and under which key: the same key spends once. */
export interface Spending {
  deps: Deps;
  actor: Actor;
  customerId: string;
  idempotencyKey: string;
}

/** What was spent, and what that left: the same for every repetition. */
export interface Spent {
  amountMinor: number;
  currency: string;
  balanceMinor: number;
  at: Date;
}

/** Spends credit on an order. More than there is, is refused. */
export async function redeemCredit(
  spending: Spending,
  credit: { amountMinor: number; currency: string; orderReference?: string },
): Promise<Spent> {
  if (!Number.isSafeInteger(credit.amountMinor) || credit.amountMinor <= 0)
    throw new DomainError('invalid', 'The amount must be more than nothing.', { amountMinor: 'positive' });
  const { customerId } = spending;
  const booking = redemption({ ...credit, customerId }, keyOf(spending));
  return spend(spending, { booking, kind: 'credit-redeemed', spent: credit.currency, data: credit });
}

/** Turns points into credit, at what the active policy says they are worth (C9). */
export async function redeemPoints(
  spending: Spending,
  { points, currency }: { points: number; currency: string },
): Promise<Spent & { points: number; pointsLeft: number }> {
  const { deps, customerId } = spending;
  const earlier = await bookedUnder(deps.db, keyOf(spending));
  const { points: rules } = await approvalLimits(deps.db);
  const exchange = exchanged(points, rules);
  if (!earlier && 'refused' in exchange) throw refusal(exchange.refused);
  // What was exchanged under this key before keeps the worth of then.
  const before = earlier?.entries.find((entry) => entry.currency === currency && entry.amountMinor > 0);
  const worthMinor = before?.amountMinor ?? ('worthMinor' in exchange ? exchange.worthMinor : 0);
  const booking = pointsRedemption({ customerId, points, worthMinor, currency }, keyOf(spending));
  const data = { points, amountMinor: worthMinor, currency };
  const told = { booking, kind: 'points-redeemed', data } as const;
  const left = await spend(spending, { ...told, spent: pointsCurrency });
  const gained = await standingAfter(deps, booking, currency);
  return { ...gained, points, pointsLeft: left.balanceMinor };
}

interface Movement {
  booking: Booking;
  kind: EventKind;
  /** In which currency it is spent. */
  spent: string;
  data: Record<string, unknown>;
}

async function spend(spending: Spending, { booking, kind, spent, data }: Movement): Promise<Spent> {
  const { deps, actor, customerId } = spending;
  await endLapsedOf(deps, customerId);
  // Who loses a race may read before the winner's write has landed, so it is decided afresh until it has.
  await decidedAfresh(async () => {
    if (await isRepeated(deps, booking)) return;
    await mustHave(deps, { customerId, spent, booking });
    await write(deps.db, (tx) => {
      book(deps, tx, booking);
      record(deps.db, tx, { kind, customerId, actorId: actor.id, at: deps.now(), data });
    });
  });
  return standingAfter(deps, booking, spent);
}

/** A repetition gets the first one's answer; another use of the key is refused. */
async function isRepeated({ db }: Deps, booking: Booking): Promise<boolean> {
  const earlier = await bookedUnder(db, booking.idempotencyKey);
  if (!earlier) return false;
  const said = (entries: Booking['entries']) =>
    JSON.stringify(entries.map((entry) => [entry.account, entry.amountMinor, entry.currency]));
  if (said(earlier.entries) === said(booking.entries)) return true;
  throw new DomainError('conflict', 'This Idempotency-Key was used for another redemption.', {
    refusal: 'key-used',
  });
}

async function mustHave(
  { db }: Deps,
  { customerId, spent, booking }: Pick<Movement, 'spent' | 'booking'> & { customerId: string },
): Promise<void> {
  const held = (await creditOf(db, customerId)).find(({ currency }) => currency === spent)?.balanceMinor ?? 0;
  const change = sumMinor(
    booking.entries.filter(
      (entry) => entry.account === customerAccount(customerId) && entry.currency === spent,
    ),
  );
  if (held + change < 0)
    throw new DomainError('conflict', 'The customer does not have that much.', { refusal: 'not-enough' });
}

async function standingAfter({ db }: Deps, booking: Booking, currency: string): Promise<Spent> {
  const booked = await bookedUnder(db, booking.idempotencyKey);
  const [own] = booking.entries.filter(
    (entry) => entry.account.startsWith(customerAccount('')) && entry.currency === currency,
  );
  const entry = booked?.entries.find((one) => one.account === own?.account && one.currency === currency);
  if (!booked || !entry) throw new DomainError('conflict', 'This redemption was not booked.');
  const balanceMinor = await balanceAfter(db, entry);
  return { amountMinor: Math.abs(entry.amountMinor), currency, balanceMinor, at: booked.at };
}

/** Keys of two systems never meet. */
const keyOf = ({ actor, idempotencyKey }: Spending) => `redemption:${actor.id}:${idempotencyKey}`;
