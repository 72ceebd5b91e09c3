import { setTimeout as sleep } from 'node:timers/promises';
import { Resend } from 'resend';
import { NotTaken, type BatchDelivery, type Delivery, type Mail, type Mailer } from './mailer.ts';
import { answerOf, type Answer, type Said } from './resend-answer.ts';
import { batchBody, payloadOf } from './resend-payload.ts';
import { RequestRate } from './request-rate.ts';

export interface ResendSettings {
  apiKey: string;
  /** Requests a second, so many as the account is allowed. */
  perSecond: number;
  /** Whether delivery is told by a webhook; without one, acceptance counts as delivered. */
  tellsDelivery: boolean;
  baseUrl?: string | undefined;
}

const timeoutMilliseconds = 30_000;
const triesInOneCall = 4;
const firstPauseSeconds = 0.1;
const longestWaitSeconds = 10;

/** Sends through Resend by its SDK, which gives the response headers but neither waits, nor retries, nor times out. */
export function resendMailer({ apiKey, perSecond, tellsDelivery, baseUrl }: ResendSettings): Mailer {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  const rate = new RequestRate(perSecond);
  return {
    transport: 'resend',
    keepsBody: false,
    batchSize: 100,
    remembersKeysHours: 24,
    tellsDelivery,
    send: async (mail) => {
      const answer = await ask(rate, 'first', () =>
        resend.emails.send(payloadOf(mail), { idempotencyKey: mail.id, ...withTimeout() }),
      );
      return deliveryFrom(answer);
    },
    sendBatch: async (mails, key) => {
      // Bytes, because the SDK's own batch turns a megabyte of text into them three times over.
      const body = batchBody(mails);
      const answer = await ask(rate, 'after others', () => {
        const options = { body, ...permissive, idempotencyKey: key, ...withTimeout() };
        return resend.post<Batch>('/emails/batch', undefined, options);
      });
      return deliveriesFrom(answer, mails);
    },
    close: async () => {},
  };
}

interface Batch {
  data: { id: string }[];
  errors?: { index: number; message: string }[];
}
const permissive = { headers: { 'x-batch-validation': 'permissive' } };
const withTimeout = () => ({ signal: AbortSignal.timeout(timeoutMilliseconds) });

/** Asks at the rate allowed, and again shortly where that is safe: the same request under the same key. */
async function ask<T>(
  rate: RequestRate,
  turn: 'first' | 'after others',
  request: () => Promise<Said<T>>,
): Promise<Answer<T>> {
  let isOpen = false;
  for (let tries = 1; ; tries++) {
    await rate.turn(turn);
    const said = await request();
    rate.heard(said.headers);
    const answer = answerOf(said);
    if (answer.is !== 'again') return answer;
    isOpen ||= answer.isOpen;
    const seconds = answer.afterSeconds ?? firstPauseSeconds * 2 ** tries;
    if (tries >= triesInOneCall || seconds > longestWaitSeconds) {
      if (isOpen) throw new Error(answer.note);
      throw new NotTaken(answer.note, answer.afterSeconds);
    }
    // A limit holds for every request, a fault for this one.
    if (answer.isOpen) await sleep(seconds * 1000);
    else rate.notBefore(seconds);
  }
}

function deliveryFrom(answer: Answer<{ id: string }>): Delivery {
  if (answer.is === 'taken') return { outcome: 'sent', providerId: answer.data.id };
  if (answer.is === 'taken-before') return { outcome: 'sent', providerId: null, note: answer.note };
  if (answer.is === 'refused') return { outcome: 'refused', note: answer.note };
  throw new NotTaken(answer.note);
}

/** An error in one mail names its place; the ids are those of the others, in their order. */
function deliveriesFrom(answer: Answer<Batch>, mails: Mail[]): BatchDelivery[] {
  // What is wrong with a whole batch is wrong with us, never with a hundred customers.
  if (answer.is === 'refused' || answer.is === 'not-taken' || answer.is === 'again')
    throw new NotTaken(answer.note);
  if (answer.is === 'taken-before') {
    return mails.map(() => ({ outcome: 'sent', providerId: null, note: answer.note }));
  }
  const refusals = new Map((answer.data.errors ?? []).map(({ index, message }) => [index, message]));
  const [first] = refusals.values();
  if (refusals.size === mails.length && ![...refusals.values()].some(isAboutRecipient)) {
    throw new NotTaken(`Resend refused all of these mails: ${first}`);
  }
  const ids = answer.data.data.map(({ id }) => id);
  return mails.map((_, at): BatchDelivery => {
    const note = refusals.get(at);
    return note === undefined
      ? { outcome: 'sent', providerId: ids.shift() ?? null }
      : { outcome: 'refused', note };
  });
}

const isAboutRecipient = (note: string) => /\bto\b[`'"]? field/i.test(note);
