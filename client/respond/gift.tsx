import { format } from '#client/locales/format.ts';
import { rewardTexts } from '#client/locales/reward-texts.ts';
import type { Language } from '#surveys/languages.ts';
import { fill } from './fill.ts';

type Money = { amountMinor: number; currency: string };

/** What a reward in points is worth, and what she holds with it. */
export type Points = { worth: Money | null; balance: number; balanceWorth: Money | null };

export type Ticket = {
  number: number | null;
  mark: string;
  waveId: string;
  prize: Money;
  winners: number;
  closesAt: Date;
  hasWon: boolean | null;
};

/** What points are worth, as far as the company says it, and her balance (C9). */
export function PointsHeld({ points, language }: { points: Points; language: Language }) {
  const texts = rewardTexts(language).points;
  const { money } = format(language);
  const told = ({ amountMinor, currency }: Money) => money(amountMinor, currency);
  const { worth, balance, balanceWorth } = points;
  const held = money(balance, 'PTS');
  return (
    <p>
      {worth ? `${fill(texts.worth, { worth: told(worth) })} ` : null}
      {balanceWorth
        ? fill(texts.balanceWorth, { points: held, worth: told(balanceWorth) })
        : fill(texts.balance, { points: held })}
    </p>
  );
}

type TicketProps = { ticket: Ticket; timeZone: string; language: Language };

/** Her ticket in the draw: its number and mark, and what has become of it. */
export function TicketInDraw({ ticket, timeZone, language }: TicketProps) {
  const { ticket: texts, offered } = rewardTexts(language);
  const { money, number, dayOf } = format(language, timeZone);
  const prize = money(ticket.prize.amountMinor, ticket.prize.currency);
  const outcome = {
    open: { prize, winners: number(ticket.winners), day: dayOf(ticket.closesAt) },
    won: { prize },
    lost: {},
  };
  const state = ticket.hasWon === null ? 'open' : ticket.hasWon ? 'won' : 'lost';
  return (
    <>
      <h2 className="mine">{texts.title}</h2>
      <p className="code">
        {ticket.number === null ? null : <bdi>{fill(texts.number, { number: number(ticket.number) })}</bdi>}
        <small>
          {texts.mark}:{' '}
          <code dir="ltr" translate="no">
            {ticket.mark}
          </code>
        </small>
      </p>
      <p className="terms">
        {fill(texts[state], outcome[state])}{' '}
        <a href={`/lottery/${ticket.waveId}?lang=${language}`}>{offered.how}</a>
      </p>
    </>
  );
}
