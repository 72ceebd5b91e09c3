import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/grants.ts';
import { lotteries, lotteryWins } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { openedSeed } from '../ask/lottery-seed.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { enqueue } from '../jobs/jobs.ts';
import { decidedAfresh } from './decided-afresh.ts';
import { fact } from './fact.ts';
import { mayNotBeContacted } from './follow-up.ts';
import { drawn, markOf, prizeRule, ticketsHashOf } from './lottery.ts';
import { isTicket, ticketsOf } from './tickets.ts';

type Lottery = typeof lotteries.$inferSelect;

/** A winning ticket, and whether its customer may be given something: who died or is barred is not. */
interface Win {
  place: number;
  ticket: number;
  responseId: string;
  customerId: string;
  mayBeGiven: boolean;
}

/**
 * The job: draws the winners of a wave that has closed. All of it is one transaction, and what it draws depends on the
 * seed and the tickets alone: killed half-way or asked twice, the same ones win, and are paid once.
 */
export function drawLottery(deps: Deps, waveId: string): Promise<void> {
  return decidedAfresh(() => drawOnce(deps, waveId));
}

async function drawOnce(deps: Deps, waveId: string): Promise<void> {
  const { db, secret } = deps;
  const [found] = await db
    .select({ lottery: lotteries, closedAt: waves.closedAt })
    .from(lotteries)
    .innerJoin(waves, eq(waves.id, lotteries.waveId))
    .where(eq(lotteries.waveId, waveId));
  if (!found || found.closedAt === null || found.lottery.drawnAt !== null) return;
  const { lottery } = found;
  const tickets = await ticketsOf(db, waveId);
  const seed = openedSeed(lottery.seed, { secret, lotteryId: lottery.id });
  const ticketsHash = ticketsHashOf(tickets.map(({ id }) => markOf(lottery.id, id)));
  const numbers = drawn({ seed, ticketsHash, tickets: tickets.length, winners: lottery.winners });
  const wins = await winsOf(deps, numbers, tickets);
  await write(db, (tx) => {
    tx.must(
      db
        .update(lotteries)
        .set({ seed, ticketsHash, tickets: tickets.length, drawnAt: deps.now() })
        .where(
          and(eq(lotteries.id, lottery.id), isNull(lotteries.drawnAt), standsAt(waveId, tickets.length)),
        ),
      'An answer came in, or somebody else has drawn.',
    );
    for (const win of wins) keepWin(deps, tx, { lottery, win });
    record(db, tx, {
      kind: 'lottery-drawn',
      at: deps.now(),
      data: { waveId, programId: lottery.programId, tickets: tickets.length, winners: wins.length },
    });
  });
}

/** An answer taken in the moment the wave closed may be written after the tickets were read. */
const standsAt = (waveId: string, n: number) =>
  sql`(SELECT count(*) FROM responses r WHERE r.wave_id = ${waveId} AND ${isTicket}) = ${n}`;

async function winsOf(
  { db }: Deps,
  numbers: number[],
  tickets: { id: string; customerId: string }[],
): Promise<Win[]> {
  const winners = numbers.flatMap((ticket, place) => {
    const of = tickets[ticket - 1];
    return of ? [{ place: place + 1, ticket, responseId: of.id, customerId: of.customerId }] : [];
  });
  const people = await db
    .select({ id: customers.id, status: customers.status })
    .from(customers)
    .where(
      inArray(
        customers.id,
        winners.map(({ customerId }) => customerId),
      ),
    );
  const barred = new Set(people.filter(mayNotBeContacted).map(({ id }) => id));
  return winners.map((win) => ({ ...win, mayBeGiven: !barred.has(win.customerId) }));
}

function keepWin(deps: Deps, tx: Tx, { lottery, win }: { lottery: Lottery; win: Win }): void {
  const { mayBeGiven, ...row } = win;
  const grantId = mayBeGiven ? newId(deps) : null;
  if (grantId) grantPrize(deps, tx, { lottery, win, grantId });
  tx.run(deps.db.insert(lotteryWins).values({ ...row, lotteryId: lottery.id, grantId }));
  if (grantId)
    enqueue(deps, tx, { kind: 'lottery-won-mail', payload: { lotteryId: lottery.id, place: win.place } });
}

function grantPrize(
  deps: Deps,
  tx: Tx,
  { lottery, win, grantId }: { lottery: Lottery; win: Win; grantId: string },
): void {
  const { customerId, responseId, ticket } = win;
  const { programId, prizeMinor: amountMinor, currency } = lottery;
  const at = deps.now();
  tx.run(
    deps.db.insert(grants).values({
      id: grantId,
      customerId,
      responseId,
      programId,
      role: 'reward',
      kind: 'account-credit',
      amountMinor,
      currency,
      status: 'approved',
      rule: prizeRule,
      why: [fact('won-the-draw', { ticket })],
      proposedAt: at,
    }),
  );
  record(deps.db, tx, {
    kind: 'reward-granted',
    at,
    customerId,
    data: { grantId, kind: 'account-credit', amountMinor, currency },
  });
  enqueue(deps, tx, { kind: 'issue-grant', payload: { grantId } });
}

/** What everybody may know of the draw of a wave; null where there is none. */
export async function publicLotteryOf({ db }: Pick<Deps, 'db'>, waveId: string) {
  const [found] = await db
    .select({ lottery: lotteries, closedAt: waves.closedAt, closesAt: waves.closesAt, kind: programs.kind })
    .from(lotteries)
    .innerJoin(waves, eq(waves.id, lotteries.waveId))
    .innerJoin(programs, eq(programs.id, lotteries.programId))
    .where(eq(lotteries.waveId, waveId));
  if (!found) return null;
  const { lottery, ...wave } = found;
  const { id, prizeMinor, currency, winners, seedHash, openedAt } = lottery;
  const promised = { id, prizeMinor, currency, winners, seedHash, openedAt, ...wave };
  if (lottery.drawnAt === null) return { ...promised, draw: null };
  const wins = await db
    .select({ ticket: lotteryWins.ticket })
    .from(lotteryWins)
    .where(eq(lotteryWins.lotteryId, id))
    .orderBy(asc(lotteryWins.place));
  const { seed, ticketsHash, tickets, drawnAt } = lottery;
  const winning = wins.map(({ ticket }) => ticket);
  return {
    ...promised,
    draw: { seed, ticketsHash: ticketsHash ?? '', tickets: tickets ?? 0, drawnAt, winning },
  };
}

export type PublicLottery = NonNullable<Awaited<ReturnType<typeof publicLotteryOf>>>;

/** The marks of the tickets in their order; null before the draw. */
export async function drawnTickets({ db }: Pick<Deps, 'db'>, waveId: string): Promise<string[] | null> {
  const lottery = await publicLotteryOf({ db }, waveId);
  if (!lottery?.draw) return null;
  const tickets = await ticketsOf(db, waveId);
  return tickets.slice(0, lottery.draw.tickets).map(({ id }) => markOf(lottery.id, id));
}
