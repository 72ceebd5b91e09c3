import { callTimes } from '#db/schema/responses.ts';
import { mayNotBeContacted, type AnsweringCustomer } from './follow-up.ts';

export type CallTime = (typeof callTimes)[number];

/** Where and when a customer wishes to be called. */
export interface CallWish {
  phone: string;
  wishedTime: CallTime;
}

export type ReadWish = { wish: CallWish } | { problem: 'phone' | 'time' };

/** Whether a call is offered: the company offers it, the customer may be called, and her case is not over. */
export function offersCall({
  company,
  customer,
  caseStatus,
}: {
  company: { offersCallback: boolean };
  customer: Pick<AnsweringCustomer, 'status'>;
  caseStatus: 'open' | 'contacted' | 'resolved' | null;
}): boolean {
  return company.offersCallback && !mayNotBeContacted(customer) && caseStatus !== 'resolved';
}

// Digits as Latin, Arabic and Persian write them, and what people put between them.
const phonePattern = /^[\d\u0660-\u0669\u06f0-\u06f9+().\- \u00a0]{5,30}$/u;
const digitPattern = /[\d\u0660-\u0669\u06f0-\u06f9]/gu;
const fewestDigits = 5;
// Copied numbers bring marks of direction that nobody sees.
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Reads a wish as it was typed; the number is kept so. Without a time any will do. */
export function readWish({ phone, time }: { phone: unknown; time: unknown }): ReadWish {
  const typed = typeof phone === 'string' ? phone.replace(directionMarks, '').trim() : '';
  const digits = typed.match(digitPattern)?.length ?? 0;
  if (!phonePattern.test(typed) || digits < fewestDigits) return { problem: 'phone' };
  const isAny = time === undefined || time === null || time === '';
  const wishedTime = isAny ? 'any' : callTimes.find((one) => one === time);
  return wishedTime ? { wish: { phone: typed, wishedTime } } : { problem: 'time' };
}
