import { format } from '#client/locales/format.ts';
import type { Language } from '#surveys/languages.ts';
import { LANGUAGE_FIELD } from '#surveys/form-steps.ts';
import { fill } from './fill.ts';
import { PointsHeld, TicketInDraw, type Points, type Ticket } from './gift.tsx';
import { respondTexts, type RespondTexts } from './texts.ts';

/** What follows from an answer, as its thank-you says it. */
export type Next = {
  /** Who will be in touch by when, told in the company's zone; null where that is not announced. */
  contact: { name: string; by: Date; timeZone: string } | null;
  reward: { amountMinor: number; currency: string } | null;
  points?: Points;
  ticket?: Ticket & { timeZone: string };
  /** Where and when a call was asked for. */
  call?: { phone: string; wishedTime: CallTime } | null;
  offers?: Offers;
};

type CallTime = keyof RespondTexts['call']['when'];

/** What a customer who has answered may still do. */
export type Offers = {
  /** The link's own path, `/s/…`: the page may stand below it. */
  path: string;
  correction: boolean;
  call: boolean;
  /** Whether what she wrote may be shown on the company's page: she is asked, or has let it be shown. */
  words?: 'ask' | 'given';
  /** Whether a call was asked for already. */
  isAsked: boolean;
  /** What was typed into the form for a call and cannot be used. */
  refused?: { phone: string; time: string };
};

export function WhatHappensNext({ next, language }: { next: Next; language: Language }) {
  const texts = respondTexts(language);
  const { contact, reward, points, ticket, call } = next;
  return (
    <>
      {contact ? <p>{contactText(contact, { texts, language, isCall: Boolean(call) })}</p> : null}
      {call ? (
        <p>
          {contact ? null : `${texts.call.soon} `}
          {fill(texts.call.number[call.wishedTime], { phone: call.phone })}
        </p>
      ) : null}
      {reward ? (
        <p>
          {fill(texts.page.thanks.reward, {
            amount: format(language).money(reward.amountMinor, reward.currency),
          })}
        </p>
      ) : null}
      {points ? <PointsHeld {...{ points, language }} /> : null}
      {ticket ? <TicketInDraw {...{ ticket, language }} timeZone={ticket.timeZone} /> : null}
    </>
  );
}

/** The ways that are still open: a call back, folded away, and another answer. */
export function StillOffered({ offers, language }: { offers: Offers; language: Language }) {
  const texts = respondTexts(language);
  const { path, correction, call, words } = offers;
  if (!correction && !call && !words) return null;
  return (
    <div className="after">
      {call ? <CallForm {...{ offers, language }} /> : null}
      {correction ? (
        <p>
          <a href={`${path}?correct&lang=${language}`}>{texts.correct.link}</a>
        </p>
      ) : null}
      {words ? <WordsForm {...{ path, words, language }} /> : null}
    </div>
  );
}

/** Lets what she wrote be shown without her name, or takes that back. */
function WordsForm({ path, words, language }: { path: string; words: 'ask' | 'given'; language: Language }) {
  const texts = respondTexts(language).words;
  return (
    <form method="post" action={`${path}/words`}>
      <input type="hidden" name={LANGUAGE_FIELD} value={language} />
      <p>{texts[words]}</p>
      <button className="plain" name="show" value={words === 'ask' ? 'yes' : 'no'}>
        {words === 'ask' ? texts.allow : texts.withdraw}
      </button>
    </form>
  );
}

const times = ['any', 'morning', 'afternoon', 'evening'] as const satisfies CallTime[];

function CallForm({ offers: { path, isAsked, refused }, language }: { offers: Offers; language: Language }) {
  const { call } = respondTexts(language);
  const chosen = times.find((time) => time === refused?.time) ?? 'any';
  return (
    <details open={refused !== undefined}>
      <summary>{isAsked ? call.change : call.offer}</summary>
      <form method="post" action={`${path}/callback`}>
        <input type="hidden" name={LANGUAGE_FIELD} value={language} />
        <div className="question">
          <label className="title" htmlFor="phone">
            {call.phone}
          </label>
          {refused ? (
            <p className="problem" id="phone-problem" role="alert">
              {call.problem}
            </p>
          ) : null}
          <input
            id="phone"
            name="phone"
            type="tel"
            dir="ltr"
            autoComplete="tel"
            required
            minLength={5}
            maxLength={30}
            defaultValue={refused?.phone}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? 'phone-problem' : undefined}
          />
        </div>
        <fieldset className="question">
          <legend className="title">{call.time}</legend>
          <div className="two">
            {times.map((time) => (
              <label key={time} className="option">
                <input type="radio" name="time" value={time} defaultChecked={time === chosen} />
                <span>{call.when[time]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <button type="submit">{call.send}</button>
      </form>
    </details>
  );
}

type Contact = NonNullable<Next['contact']>;
type Wording = { texts: RespondTexts; language: Language; isCall: boolean };

function contactText({ name, by, timeZone }: Contact, { texts, language, isCall }: Wording): string {
  return fill(isCall ? texts.call.by : texts.page.thanks.next, {
    name,
    day: dayAndTime(by, { language, timeZone }),
  });
}

/** A day near enough to be called by its name, and the time on the company's clock. */
function dayAndTime(at: Date, { language, timeZone }: { language: Language; timeZone: string }): string {
  return new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-latn' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}
