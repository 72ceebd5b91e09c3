import { write } from '#db/client.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import type { Language } from '#surveys/languages.ts';
import { compensationTable } from './compensation-table.ts';
import { departureTable } from './departure-table.ts';
import type { ExportQuestion } from './export-question.ts';
import { readTicket, writeTicket } from './export-ticket.ts';
import { reasonTable } from './reason-table.ts';
import { responseTable } from './response-table.ts';
import { returnTable } from './return-table.ts';
import type { Table } from './table.ts';

/** Long enough for a browser to begin; what has begun goes on. */
const goodForMs = 120_000;

/** Writes down who takes what out of the house, and says where it is to be fetched. */
export async function prepareExport(
  { db, now, secret }: Deps,
  actor: Actor,
  question: ExportQuestion,
): Promise<{ href: string }> {
  const at = now();
  const { what, as, ...filters } = question;
  await write(db, (tx) =>
    record(db, tx, { kind: 'exported', at, actorId: actor.id, data: { what, as, filters } }),
  );
  const ticket = writeTicket({ question, actorId: actor.id, until: at.getTime() + goodForMs }, secret);
  return { href: `/api/exports/${what}.${as}?ticket=${ticket}` };
}

/** What a ticket is good for. */
export function exportOf({ now, secret }: Deps, actor: Actor, ticket: string): ExportQuestion {
  const question = readTicket(ticket, { secret, actorId: actor.id, now: now() });
  if (question) return question;
  throw new DomainError('forbidden', 'This download has expired. Ask for the export again.');
}

const tables = {
  responses: responseTable,
  reasons: reasonTable,
  departures: departureTable,
  returns: returnTable,
  compensation: compensationTable,
} as const satisfies Record<
  ExportQuestion['what'],
  (deps: Deps, question: ExportQuestion, language: Language) => Promise<Table>
>;

export const tableOf = (deps: Deps, question: ExportQuestion, language: Language): Promise<Table> =>
  tables[question.what](deps, question, language);
