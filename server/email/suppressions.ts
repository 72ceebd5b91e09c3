import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database, Tx } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { suppressions } from '#db/schema/email.ts';
import { messageKinds, type MessageKind } from './message-kind.ts';
import { addressKey, mailRefusal, type MailRefusal, type SuppressionReason } from './suppression.ts';

interface Recipient {
  email: string;
  customerId: string | null;
  kind: MessageKind;
}

/** The only place on the way out that asks whether a mail may go. Null means yes. */
export async function mailRefusals(db: Database, recipients: Recipient[]): Promise<(MailRefusal | null)[]> {
  const [reasons, statuses] = await Promise.all([
    suppressionsOf(
      db,
      recipients.map(({ email }) => email),
    ),
    statusesOf(
      db,
      recipients.flatMap(({ customerId }) => customerId ?? []),
    ),
  ]);
  return recipients.map(({ email, customerId, kind }) =>
    mailRefusal(
      messageKinds[kind],
      customerId === null ? null : (statuses.get(customerId) ?? 'anonymised'),
      reasons.get(addressKey(email)) ?? null,
    ),
  );
}

export async function mayMail(
  db: Database,
  email: string,
  customerId: string | null,
  kind: MessageKind,
): Promise<boolean> {
  return (await mailRefusals(db, [{ email, customerId, kind }]))[0] === null;
}

/** Which of these addresses are suppressed, and why, by `addressKey`. */
export async function suppressionsOf(
  db: Database,
  emails: string[],
): Promise<Map<string, SuppressionReason>> {
  if (emails.length === 0) return new Map();
  const rows = await db
    .select({ email: suppressions.email, reason: suppressions.reason })
    .from(suppressions)
    .where(isAmong(suppressions.email, emails.map(addressKey)));
  return new Map(rows.map(({ email, reason }) => [email, reason]));
}

/** Suppresses an address. A harder reason (bounced, complained, by hand) is never weakened to `unsubscribed`. */
export function suppress(
  db: Database,
  tx: Tx,
  row: { email: string; reason: SuppressionReason; invitationId?: string; note?: string; at: Date },
): void {
  const insert = db.insert(suppressions).values({ ...row, email: addressKey(row.email) });
  const { reason, at, note } = row;
  tx.run(
    reason === 'unsubscribed'
      ? insert.onConflictDoNothing()
      : insert.onConflictDoUpdate({
          target: suppressions.email,
          set: { reason, at, ...(note === undefined ? {} : { note }) },
        }),
  );
}

async function statusesOf(db: Database, ids: string[]) {
  if (ids.length === 0) return new Map<string, (typeof customers.$inferSelect)['status']>();
  const rows = await db
    .select({ id: customers.id, status: customers.status })
    .from(customers)
    .where(isAmong(customers.id, ids));
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** One text for any number of values, so that it is prepared once. */
function isAmong(column: SQLiteColumn, values: string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
