import type { Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { events } from '#db/schema/events.ts';
import type { Deps } from '../../deps.ts';
import type { BatchDelivery, Mail } from '../../email/mailer.ts';
import { keepMessages, type Result } from '../../email/message-rows.ts';
import type { Message } from '../../email/messages.ts';
import type { EventKind } from '../../events/events.ts';
import { enqueue } from '../../jobs/jobs.ts';
import type { Member } from './batch-members.ts';
import type { Batch } from './batches.ts';
import { isUnanswered } from '../open-stages.ts';

export interface Handed {
  member: Member;
  message: Message;
  mail: Mail;
  result: BatchDelivery;
  /** When the next reminder of this invitation is due, if it went. */
  remindAt: Date | null;
}

const againAfterMinutes = 5;

/** What became of the mails of a batch: rows, progress, funnel and events, a few statements for any number of them. */
export function keepResults(deps: Deps, tx: Tx, { batch, handed }: { batch: Batch; handed: Handed[] }): void {
  const at = deps.now();
  const [sent, bounced, later] = (['sent', 'refused', 'later'] as const).map((outcome) =>
    handed.filter(({ result }) => result.outcome === outcome),
  );
  const results = handed.flatMap(({ message, mail, result }) =>
    result.outcome === 'later' ? [] : [{ message, mail, result: result satisfies Result }],
  );
  keepMessages(deps, tx, { results, at });
  if (sent?.length) keepSent(deps, tx, { batch, sent, at });
  if (bounced?.length) keepBounced(tx, batch, bounced);
  if (later?.length) keepForLater(deps, tx, { batch, later, at });
  const told = [
    ...(sent?.length ? [sentEvent(batch, sent.length, at)] : []),
    ...(bounced ?? []).map((one) => bouncedEvent(one, { batch, at })),
  ];
  if (told.length > 0) tx.run(insertRows(deps.db, events, told));
}

interface Sent {
  batch: Batch;
  sent: Handed[];
  at: Date;
}

/** Somebody may have opened the mail before its row is written: then she has been counted as sent already. */
function keepSent(deps: Deps, tx: Tx, { batch, sent, at }: Sent): void {
  const stages = deps.mailer.tellsDelivery ? ['sent'] : ['sent', 'delivered'];
  if (batch.round === 0) {
    tx.run({
      sql: `UPDATE invitations SET status = ?, sent_at = ?, delivered_at = ?
            WHERE id IN (SELECT value FROM json_each(?)) AND status = 'queued'`,
      args: [
        stages.at(-1) ?? 'sent',
        at.getTime(),
        stages.includes('delivered') ? at.getTime() : null,
        idsOf(sent),
      ],
    });
    tx.run(countChanged(batch.waveId, stages));
  } else {
    tx.run({
      sql: `UPDATE invitations SET reminders_sent = ?
            WHERE id IN (SELECT value FROM json_each(?)) AND reminders_sent = ?`,
      args: [batch.round, idsOf(sent), batch.round - 1],
    });
  }
  const reminded = sent.flatMap(({ member, remindAt }) =>
    remindAt ? [[member.id, remindAt.getTime()]] : [],
  );
  if (reminded.length > 0) {
    tx.run({
      sql: `UPDATE invitations SET remind_at = due.at
            FROM (SELECT value ->> 0 AS id, value ->> 1 AS at FROM json_each(?)) AS due
            WHERE invitations.id = due.id AND ${isUnanswered}`,
      args: [JSON.stringify(reminded)],
    });
  }
}

function keepBounced(tx: Tx, batch: Batch, bounced: Handed[]): void {
  const from = batch.round === 0 ? `status = 'queued'` : `status IN ('sent', 'delivered')`;
  tx.run({
    sql: `UPDATE invitations SET status = 'bounced', remind_at = NULL
          WHERE id IN (SELECT value FROM json_each(?)) AND ${from}`,
    args: [idsOf(bounced)],
  });
  tx.run(countChanged(batch.waveId, ['bounced']));
}

/** What may pass later leaves the batch and is sealed anew with what is due then. */
function keepForLater(
  deps: Deps,
  tx: Tx,
  { batch, later, at }: { batch: Batch; later: Handed[]; at: Date },
): void {
  const due = new Date(at.getTime() + againAfterMinutes * 60_000);
  const when = batch.round === 0 ? 'send_at' : 'remind_at';
  const from = batch.round === 0 ? `status = 'queued'` : isUnanswered;
  tx.run({
    sql: `UPDATE invitations SET batch_id = NULL, ${when} = ?
          WHERE id IN (SELECT value FROM json_each(?)) AND ${from}`,
    args: [due.getTime(), idsOf(later)],
  });
  tx.run({
    sql: 'UPDATE mail_batches SET last_error = ? WHERE id = ?',
    args: [noteOf(later[0]), batch.id],
  });
  enqueue(deps, tx, { kind: 'dispatch-mail', payload: {}, due });
}

/** One for all: each mail stands in its message and its customer's contacts. */
function sentEvent({ id: batchId, waveId, round }: Batch, n: number, at: Date) {
  const kind: EventKind = round === 0 ? 'invitations-sent' : 'reminders-sent';
  return { kind, at, actorId: null, customerId: null, caseId: null, data: { waveId, batchId, round, n } };
}

function bouncedEvent({ member, message }: Handed, { batch, at }: { batch: Batch; at: Date }) {
  const kind: EventKind = 'invitation-bounced';
  const { id: invitationId, waveId, customerId } = member;
  const data = batch.round === 0 ? { invitationId, waveId } : { invitationId, waveId, messageId: message.id };
  return { kind, at, actorId: null, customerId, caseId: null, data };
}

/** Adds to the funnel what the statement before has changed. */
function countChanged(waveId: string, stages: string[]) {
  return {
    sql: `INSERT INTO wave_counts (wave_id, stage, n)
          SELECT ?, value, changes() FROM json_each(?) WHERE changes() > 0
          ON CONFLICT (wave_id, stage) DO UPDATE SET n = n + excluded.n`,
    args: [waveId, JSON.stringify(stages)],
  };
}

const idsOf = (handed: Handed[]) => JSON.stringify(handed.map(({ member }) => member.id));
const noteOf = (one: Handed | undefined) => (one?.result.outcome === 'later' ? one.result.note : null);
