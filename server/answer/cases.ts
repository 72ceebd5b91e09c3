import { and, eq, isNull } from 'drizzle-orm';
import { GuardError, write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { caseNotes, cases } from '#db/schema/cases.ts';
import { contacts } from '#db/schema/email.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { isNeverContacted } from '#server/email/suppression.ts';
import { DomainError } from '#server/errors.ts';
import { record, type EventKind } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { parseReason } from '#surveys/reasons.ts';
import { askAfterwards } from './asking-after.ts';
import {
  calledInVain,
  contacted,
  isComplainedAbout,
  isInVain,
  reassigned,
  resolved,
  snoozed,
  woken,
} from './case.ts';
import type { CallResult, Case, CaseFacts, CaseRefusal, ContactKind, Outcome, Step } from './case.ts';
import { caseWithFacts, whoDid } from './case-facts.ts';
import { isUnfinished } from './letters/letter.ts';
import { refusal } from './refusal.ts';

export type By = { deps: Deps; actor: Actor; caseId: string };

export interface Contact {
  kind: ContactKind;
  note: string;
  isToSend?: boolean;
  subject?: string | null;
  result?: CallResult | null;
  minutes?: number | null;
}

/** Somebody spoke or wrote to the customer, or has this note sent to her. Whoever does so first on a case without an owner owns it. */
export async function contactCustomer(by: By, contact: Contact): Promise<void> {
  const { actor, deps, caseId } = by;
  const { kind, subject = null, result = null, minutes: callMinutes = null } = contact;
  const isVain = isInVain(result);
  await step(by, {
    decide: (c, facts, now) => {
      if (contact.isToSend && isUnfinished(contact.note)) return { refused: 'letter-unfinished' };
      const mine = taken(c, actor);
      return byOther(c, facts, actor) ?? (isVain ? calledInVain(mine, facts) : contacted(mine, facts, now));
    },
    also: (tx, c) => {
      const noteId = addNote(by, tx, {
        kind,
        subject,
        callMinutes,
        callResult: result,
        body: contact.note.trim(),
      });
      const told = isVain ? 'case-called-in-vain' : 'case-contacted';
      tell(by, tx, { kind: told, of: c, data: { by: kind, noteId, ...(result && { result }) } });
      if (!isVain) tx.run(read(deps, caseId));
      if (contact.kind === 'call') tx.run(callOf(deps, c));
      if (contact.isToSend) enqueue(deps, tx, { kind: 'case-message-mail', payload: { caseId, noteId } });
    },
  });
}

/** A note for colleagues; the customer never sees it. */
export async function note(by: By, body: string): Promise<void> {
  const found = await caseWithFacts(by.deps.db, by.caseId);
  await write(by.deps.db, (tx) => {
    const noteId = addNote(by, tx, { kind: 'note', body: body.trim() });
    tell(by, tx, { kind: 'case-noted', of: found.case, data: { noteId } });
  });
}

/** Ends the case. `letter` is what the customer is sent, in the agent's words; without it she is sent nothing. */
export async function resolve(
  by: By,
  said: { outcome: Outcome; rootCause: string; rootCauseReason: string | null; letter: string | null },
): Promise<void> {
  const { actor, deps } = by;
  await mustBeReason(deps, said.rootCauseReason);
  const company = await theCompany(deps.db);
  await step(by, {
    decide: (c, facts, at) => {
      if (said.letter && isNeverContacted(facts.customerStatus)) return { refused: 'not-to-contact' };
      if (said.letter && isUnfinished(said.letter)) return { refused: 'letter-unfinished' };
      return byOther(c, facts, actor) ?? resolved(taken(c, actor), facts, { ...said, at });
    },
    also: (tx, c) => {
      const { outcome, rootCause, rootCauseReason, id: caseId } = c;
      tell(by, tx, { kind: 'case-resolved', of: c, data: { outcome, rootCause, rootCauseReason } });
      askAfterwards(deps, tx, { case: c, company });
      if (!said.letter) return;
      const noteId = addNote(by, tx, { kind: 'mail', body: said.letter.trim() });
      enqueue(deps, tx, { kind: 'case-resolved-mail', payload: { caseId, noteId } });
    },
  });
}

async function mustBeReason({ db }: Deps, text: string | null): Promise<void> {
  if (text === null) return;
  const known = new Map([...(await theCodebook(db))].map(([code, { category }]) => [code, category]));
  if (parseReason(text, known)) return;
  const message = 'There is no such reason.';
  throw new DomainError('invalid', message, { rootCauseReason: message });
}

/** Gives the case to a colleague, or takes it. */
export async function assign(by: By, ownerId: string): Promise<void> {
  const [colleague] = await by.deps.db.select().from(staff).where(eq(staff.id, ownerId));
  if (!colleague) throw new DomainError('invalid', 'There is no such colleague.', { ownerId: 'unknown' });
  await step(by, {
    decide: (c, facts) => reassigned(c, facts, colleague),
    also: (tx, c) => tell(by, tx, { kind: 'case-assigned', of: c, data: { ownerId } }),
  });
}

/** Puts the case out of sight until then. */
export async function snooze(by: By, until: Date): Promise<void> {
  await step(by, {
    decide: (c, _facts, now) => snoozed(c, { until, by: by.actor.id, now }),
    also: (tx, c) => tell(by, tx, { kind: 'case-snoozed', of: c, data: { until: until.toISOString() } }),
  });
}

/** Brings it back before its time. */
export async function wake(by: By): Promise<void> {
  await step(by, {
    decide: (c) => woken(c),
    also: (tx, c) => tell(by, tx, { kind: 'case-woken', of: c, data: {} }),
  });
}

interface Change {
  decide: (c: Case, facts: CaseFacts, now: Date) => Step;
  also: (tx: Tx, c: Case) => void;
}

/** Decides on the case as it is; when somebody was faster, decides again on what she left. */
async function step(by: By, change: Change): Promise<void> {
  const { deps, caseId } = by;
  for (let tries = 1; ; tries++) {
    const { case: before, facts } = await caseWithFacts(deps.db, caseId);
    const decided = change.decide(before, facts, deps.now());
    if ('refused' in decided) throw await refusalOf(by, decided.refused);
    try {
      await write(deps.db, (tx) => {
        tx.must(moved(deps, before, decided.case), 'A colleague has just changed this case.');
        change.also(tx, decided.case);
      });
      return;
    } catch (error) {
      if (!(error instanceof GuardError) || tries === 3) throw error;
    }
  }
}

async function refusalOf({ deps, caseId }: By, refused: CaseRefusal) {
  return refusal(
    refused,
    refused === 'already-resolved' ? await whoDid(deps.db, caseId, 'case-resolved') : null,
  );
}

function moved({ db }: Deps, before: Case, after: Case) {
  const { status, ownerId, contactedAt, resolvedAt, outcome, rootCause, rootCauseReason } = after;
  const { snoozedUntil, snoozedBy } = after;
  const ended = { resolvedAt, outcome, rootCause, rootCauseReason };
  const sameOwner = before.ownerId === null ? isNull(cases.ownerId) : eq(cases.ownerId, before.ownerId);
  return db
    .update(cases)
    .set({ status, ownerId, contactedAt, ...ended, snoozedUntil, snoozedBy })
    .where(and(eq(cases.id, before.id), eq(cases.status, before.status), sameOwner));
}

function byOther(c: Case, facts: CaseFacts, actor: Actor): Step | null {
  return isComplainedAbout(c, facts.accountManager, actor) ? { refused: 'complained-about' } : null;
}

const taken = (c: Case, actor: Actor): Case => ({ ...c, ownerId: c.ownerId ?? actor.id });

type Said = Pick<typeof caseNotes.$inferInsert, 'kind' | 'body' | 'subject' | 'callResult' | 'callMinutes'>;

function addNote({ deps, actor, caseId }: By, tx: Tx, said: Said) {
  const id = newId(deps);
  tx.run(deps.db.insert(caseNotes).values({ ...said, id, caseId, authorId: actor.id, at: deps.now() }));
  return id;
}

/** Whoever answers the customer has read what she wrote. */
const read = ({ db }: Deps, caseId: string) =>
  db.update(cases).set({ unreadReplyAt: null }).where(eq(cases.id, caseId));

/** A call counts among the customer's contacts, as the mails do that the mailer writes down. */
function callOf({ db, now }: Deps, { id: caseId, customerId }: Case) {
  return db.insert(contacts).values({ customerId, channel: 'call', kind: 'case', caseId, at: now() });
}

function tell(
  { deps, actor }: By,
  tx: Tx,
  { kind, of, data }: { kind: EventKind; of: Case; data: Record<string, unknown> },
): void {
  const { id: caseId, customerId } = of;
  record(deps.db, tx, { kind, actorId: actor.id, customerId, caseId, at: deps.now(), data });
}
