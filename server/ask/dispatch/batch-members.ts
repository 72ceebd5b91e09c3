import { eq, inArray, sql, type SQL } from 'drizzle-orm';
import { write, type Database } from '#db/client.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, mailBatches } from '#db/schema/programs.ts';
import type { Deps } from '../../deps.ts';
import { keepMessages, mailOf } from '../../email/message-rows.ts';
import type { Message } from '../../email/messages.ts';
import { isNeverContacted, type MailRefusal } from '../../email/suppression.ts';
import { mailRefusals } from '../../email/suppressions.ts';
import type { Batch } from './batches.ts';
import type { Skip } from '../contact-rules.ts';
import { skipUnsent } from '../invitation-progress.ts';
import { isOpenStage } from '../open-stages.ts';

export type Member = Awaited<ReturnType<ReturnType<typeof invited>>>[number];

/** Whom a batch that was tried before went to: whatever has happened since, the request must stay the same. */
export async function fixedMembers(deps: Deps, batch: Batch): Promise<Member[]> {
  await write(deps.db, (tx) => tx.run(countTry(deps, batch)));
  const found = await invited(inArray(invitations.id, batch.members ?? []))(deps.db);
  const byId = new Map(found.map((member) => [member.id, member]));
  return (batch.members ?? []).flatMap((id) => byId.get(id) ?? []);
}

/** Who of a batch may be mailed in this moment, written down before the first try; the others are told why not. */
export async function fixMembers(
  deps: Deps,
  batch: Batch,
  messageFor: (member: Member) => Promise<Message>,
): Promise<Member[]> {
  const sealed = await invitedIn(deps.db).execute({ batchId: batch.id });
  const here = sealed.filter((member) => isDue(member, batch, deps.now()));
  const kind = batch.round === 0 ? ('survey-invitation' as const) : ('survey-reminder' as const);
  const refusals = await mailRefusals(
    deps.db,
    here.map(({ email, customerId }) => ({ email: email ?? '', customerId, kind })),
  );
  const refused = here.flatMap((member, at) => (refusals[at] ? [{ member, refusal: refusals[at] }] : []));
  const messages = await Promise.all(refused.map(({ member }) => messageFor(member)));
  const members = here.filter((_, at) => !refusals[at]);
  await write(deps.db, (tx) => {
    tx.must(begin(deps, batch, members), 'Another process has begun this batch.');
    const results = refused.map(({ refusal }, at) => {
      const message = messages[at]!;
      return { message, mail: mailOf(message, nobody), result: { outcome: 'suppressed' as const, refusal } };
    });
    keepMessages(deps, tx, { results, at: deps.now() });
    if (batch.round > 0) return;
    for (const { member, refusal } of refused) skipUnsent(deps.db, tx, member, skipFor(refusal));
  });
  return members;
}

const nobody = { name: '', email: '' };

function isDue(member: Member, { round }: Batch, now: Date): boolean {
  if (member.closesAt <= now) return false;
  if (round === 0) return member.status === 'queued';
  return member.remindersSent === round - 1 && isOpenStage(member.status);
}

function skipFor(refusal: MailRefusal): Skip {
  if (isNeverContacted(refusal)) return { code: refusal, facts: {} };
  return { code: 'suppressed', facts: { reason: refusal } };
}

function begin({ mailer, now }: Deps, { id }: Batch, members: Member[]) {
  const at = now().getTime();
  const isFirst = mailer.remembersKeysHours === null ? '' : 'AND members IS NULL';
  return {
    sql: `UPDATE mail_batches SET status = 'sending', members = ?, attempts = attempts + 1, first_tried_at = ?
          WHERE id = ? AND ended_at IS NULL ${isFirst}`,
    args: [JSON.stringify(members.map((member) => member.id)), at, id],
  };
}

function countTry({ db }: Deps, { id }: Batch) {
  return db
    .update(mailBatches)
    .set({ attempts: sql`${mailBatches.attempts} + 1`, status: 'sending' })
    .where(eq(mailBatches.id, id));
}

function invited(where: SQL) {
  return (db: Database) =>
    db
      .select({
        id: invitations.id,
        waveId: invitations.waveId,
        status: invitations.status,
        remindersSent: invitations.remindersSent,
        closesAt: invitations.closesAt,
        customerId: customers.id,
        name: customers.name,
        timeZone: customers.timeZone,
        email: invitations.email,
        locale: invitations.locale,
        nonce: invitations.tokenNonce,
      })
      .from(invitations)
      .innerJoin(customers, eq(customers.id, invitations.customerId))
      .where(where);
}

const inBatch = invited(eq(invitations.batchId, sql.placeholder('batchId')));
const invitedIn = preparedQuery((db) => inBatch(db).prepare());
