import { createHmac, timingSafeEqual } from 'node:crypto';
import { exportQuestion, type ExportQuestion } from './export-question.ts';

/** Leave to fetch one table, for who asked for it, until an instant. */
export interface Ticket {
  question: ExportQuestion;
  actorId: string;
  until: number;
}

export function writeTicket(ticket: Ticket, secret: string): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${body}.${signature(body, secret).toString('base64url')}`;
}

/** The ticket, if it is one of ours for this person and still good. */
export function readTicket(
  text: string,
  { secret, actorId, now }: { secret: string; actorId: string; now: Date },
): ExportQuestion | null {
  const [body = '', signed = ''] = text.split('.');
  const given = Buffer.from(signed, 'base64url');
  const right = signature(body, secret);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  // Signed by `writeTicket` and by nobody else.
  const ticket = JSON.parse(Buffer.from(body, 'base64url').toString()) as Ticket;
  if (ticket.actorId !== actorId || ticket.until < now.getTime()) return null;
  return exportQuestion.parse(ticket.question);
}

const signature = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`export ${body}`).digest();
