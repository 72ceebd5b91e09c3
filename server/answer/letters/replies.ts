import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { ConstraintError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { caseReplies, cases } from '#db/schema/cases.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import type { By } from '../cases.ts';
import { caseWithFacts } from '../case-facts.ts';
import { partsOfReply, wordsOfMail } from './reply.ts';

export interface ArrivedReply {
  caseId: string;
  /** The same mail is kept once. */
  messageId: string;
  fromEmail: string | null;
  subject: string | null;
  words: string;
  enteredBy?: string | null;
}

const mostListed = 200;

/** Keeps what the customer wrote back, and brings her case back to whoever snoozed it. False where it is kept already. */
export async function keepReply(deps: Deps, reply: ArrivedReply): Promise<boolean> {
  const { db } = deps;
  const { caseId, messageId, fromEmail, subject, words, enteredBy = null } = reply;
  const [c] = await db
    .select({ customerId: cases.customerId, ownerId: cases.ownerId })
    .from(cases)
    .where(eq(cases.id, caseId));
  if (!c) return false;
  const [id, at] = [newId(deps), deps.now()];
  const row = { id, caseId, messageId, fromEmail, subject, body: words, enteredBy, at };
  try {
    await write(db, (tx) => {
      tx.run(db.insert(caseReplies).values(row));
      tx.run(
        db
          .update(cases)
          .set({ unreadReplyAt: enteredBy === null ? at : null, snoozedUntil: null, snoozedBy: null })
          .where(eq(cases.id, caseId)),
      );
      record(db, tx, {
        kind: 'customer-replied',
        at,
        actorId: enteredBy,
        customerId: c.customerId,
        caseId,
        data: { replyId: id, staffIds: c.ownerId && c.ownerId !== enteredBy ? [c.ownerId] : [] },
      });
    });
    return true;
  } catch (error) {
    if (error instanceof ConstraintError) return false;
    throw error;
  }
}

/** A reply that came another way, typed or pasted by a colleague; the same words for a case are kept once. */
export async function pasteReply({ deps, actor, caseId }: By, body: string): Promise<void> {
  await caseWithFacts(deps.db, caseId);
  const words = wordsOfMail({ text: body });
  const messageId = `pasted:${createHash('sha256').update(`${caseId}\n${words}`).digest('hex')}`;
  const reply = { caseId, messageId, fromEmail: null, subject: null, words, enteredBy: actor.id };
  if (!(await keepReply(deps, reply)))
    throw new DomainError('conflict', 'This reply stands here already.', { body: 'stands here already' });
}

/** Somebody has read what the customer wrote last. Read already, nothing changes. */
export async function markRead({ deps, actor, caseId }: By, { upTo }: { upTo: Date }): Promise<void> {
  const { db } = deps;
  const { case: c } = await caseWithFacts(db, caseId);
  if (!c.unreadReplyAt || c.unreadReplyAt > upTo) return;
  await write(db, (tx) => {
    tx.run(
      db
        .update(cases)
        .set({ unreadReplyAt: null })
        .where(and(eq(cases.id, caseId), eq(cases.unreadReplyAt, upTo))),
    );
    record(db, tx, {
      kind: 'reply-read',
      at: deps.now(),
      actorId: actor.id,
      customerId: c.customerId,
      caseId,
    });
  });
}

/** What the customer wrote back in a case, in the order it came, what she quoted apart. */
export async function repliesOf(db: Database, caseId: string) {
  const rows = await db
    .select()
    .from(caseReplies)
    .where(eq(caseReplies.caseId, caseId))
    .orderBy(asc(caseReplies.at))
    .limit(mostListed);
  return rows.map(({ id, fromEmail, subject, body, at }) => ({
    id,
    fromEmail,
    subject,
    at,
    ...partsOfReply(body),
  }));
}
