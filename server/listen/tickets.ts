import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { lotteries } from '#db/schema/compensation.ts';
import { markOf } from './lottery.ts';
import type { SurveyLink } from './survey-link.ts';

/** A customer's part in the draw of a wave. */
export interface Ticket {
  /** In the order of the tickets; final when the wave has closed. Null while too many answer to count them each time. */
  number: number | null;
  mark: string;
  waveId: string;
  prize: { amountMinor: number; currency: string };
  winners: number;
  closesAt: Date;
  /** Null before the draw. */
  hasWon: boolean | null;
}

/** While answers come in, a number is told up to here: counting must stay cheap however many answer at once. */
const mostCounted = 5000;

/**
 * The tickets of a wave: each customer's first complete response to it, in the order of their ids. `r` is the response.
 * Whoever may not be given anything has a ticket too: what is left out later would change the numbers of the others.
 */
export const isTicket = sql.raw(`r.status = 'complete' AND r.customer_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM responses e WHERE e.customer_id = r.customer_id AND e.wave_id = r.wave_id
    AND e.status = 'complete' AND e.id < r.id)`);

/** Her ticket, once she has answered; null where the wave draws nothing. */
export async function ticketOf(db: Database, link: SurveyLink): Promise<Ticket | null> {
  const { lottery, invitation, customer, wave } = link;
  if (lottery.id === null) return null;
  const [hers] = await db.all<{ id: string }>(sql`SELECT r.id FROM responses r
    WHERE r.customer_id = ${customer.id} AND r.wave_id = ${invitation.waveId} AND ${isTicket}`);
  if (!hers) return null;
  const [drawn] = await db
    .select({ at: lotteries.drawnAt, tickets: lotteries.tickets })
    .from(lotteries)
    .where(eq(lotteries.id, lottery.id));
  const most = drawn?.at ? (drawn.tickets ?? 0) : mostCounted;
  const [place] = await db.all<{ number: number; hasWon: number }>(sql`SELECT
    (SELECT count(*) FROM (SELECT 1 FROM responses r WHERE r.wave_id = ${invitation.waveId}
      AND r.id <= ${hers.id} AND ${isTicket} LIMIT ${most + 1})) AS number,
    EXISTS (SELECT 1 FROM lottery_wins WHERE lottery_id = ${lottery.id} AND response_id = ${hers.id}
      AND grant_id IS NOT NULL) AS hasWon`);
  const number = place?.number ?? 0;
  return {
    number: number > most ? null : number,
    mark: markOf(lottery.id, hers.id),
    waveId: invitation.waveId,
    prize: { amountMinor: lottery.prizeMinor ?? 0, currency: lottery.currency ?? '' },
    winners: lottery.winners ?? 0,
    closesAt: wave.closesAt,
    hasWon: drawn?.at ? place?.hasWon === 1 : null,
  };
}

/** The ids of the responses that are the tickets of a wave, in their order. */
export async function ticketsOf(db: Database, waveId: string) {
  return db.all<{ id: string; customerId: string }>(sql`SELECT r.id, r.customer_id AS customerId
    FROM responses r WHERE r.wave_id = ${waveId} AND ${isTicket} ORDER BY r.id`);
}
