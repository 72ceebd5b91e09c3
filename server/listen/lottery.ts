import { createHash, createHmac } from 'node:crypto';

/** The rule that a prize's grant names. */
export const prizeRule = 'lottery-prize';

/** The ticket of a response as the public list names it: 16 digits of SHA-256 over lottery and response, saying nothing of her. */
export const markOf = (lotteryId: string, responseId: string): string =>
  sha256(`${lotteryId} ${responseId}`).slice(0, 16);

/** The list of tickets in their order, one mark a line: the public file, byte for byte. */
export const ticketList = (marks: readonly string[]): string => marks.map((mark) => `${mark}\n`).join('');

/** SHA-256 of the list of tickets. */
export const ticketsHashOf = (marks: readonly string[]): string => sha256(ticketList(marks));

/** How a draw is made: of `tickets` numbered from 1, so many winners, by a seed and the hash over the tickets. */
export interface Draw {
  seed: string;
  ticketsHash: string;
  tickets: number;
  winners: number;
}

/**
 * The winning tickets in the order they are drawn: the first `winners` places of a Fisher-Yates shuffle of 1 … `tickets`.
 * Its chance is the first 48 bits of HMAC-SHA256(key: seed as written; text: `ticketsHash counter`), counter from 0; a
 * number at or above the largest multiple of what is left is passed over, so every ticket is as likely as any other.
 */
export function drawn({ seed, ticketsHash, tickets, winners }: Draw): number[] {
  const moved = new Map<number, number>();
  const at = (place: number) => moved.get(place) ?? place + 1;
  let counter = 0;
  const below = (left: number): number => {
    const most = Math.floor(chances / left) * left;
    for (;;) {
      const number = numberAt(seed, `${ticketsHash} ${counter++}`);
      if (number < most) return number % left;
    }
  };
  return Array.from({ length: Math.min(winners, tickets) }, (_, place) => {
    const other = place + below(tickets - place);
    const winner = at(other);
    moved.set(other, at(place));
    return winner;
  });
}

const chances = 2 ** 48;

const numberAt = (seed: string, text: string): number =>
  createHmac('sha256', seed).update(text).digest().readUIntBE(0, 6);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
