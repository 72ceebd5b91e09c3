import { eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { customers } from '#db/schema/customers.ts';
import { suppressions } from '#db/schema/email.ts';
import { messageKinds, type MessageKind } from './message-kind.ts';
import {
  addressKey,
  mailRefusal,
  type CustomerStatus,
  type MailRefusal,
  type SuppressionReason,
} from './suppression.ts';

interface Recipient {
  email: string;
  customerId: string | null;
  kind: MessageKind;
}

/** The only place on the way out that asks whether a mail may go. Null means yes. */
export async function mailRefusals(db: Database, recipients: Recipient[]): Promise<(MailRefusal | null)[]> {
  const [reasons, others] = await Promise.all([
    suppressionsOf(
      db,
      recipients.map(({ email }) => email),
    ),
    otherStatusesOf(
      db,
      recipients.flatMap(({ customerId }) => customerId ?? []),
    ),
  ]);
  return recipients.map(({ email, customerId, kind }) =>
    mailRefusal(
      messageKinds[kind],
      customerId === null ? null : (others.get(customerId) ?? 'active'),
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
  const rows = await suppressedAmong(db).execute({ emails: JSON.stringify(emails.map(addressKey)) });
  return new Map(rows.map(({ email, reason }) => [email, reason]));
}

const suppressedAmong = preparedQuery((db) =>
  db
    .select({ email: suppressions.email, reason: suppressions.reason })
    .from(suppressions)
    .where(sql`${suppressions.email} IN (SELECT value FROM json_each(${sql.placeholder('emails')}))`)
    .prepare(),
);

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

/** Only of those who are not simply active, for in a wave nearly everybody is; whose row is gone is anonymised. */
async function otherStatusesOf(db: Database, ids: string[]) {
  if (ids.length === 0) return new Map<string, CustomerStatus>();
  const rows = await notActiveAmong(db).execute({ ids: JSON.stringify(ids) });
  return new Map(rows.map(({ id, status }) => [id, status]));
}

const notActiveAmong = preparedQuery((db) =>
  db
    .select({
      id: sql<string>`asked.value`,
      status: sql<CustomerStatus>`coalesce(${customers.status}, 'anonymised')`,
    })
    .from(sql`json_each(${sql.placeholder('ids')}) AS asked`)
    .leftJoin(customers, eq(customers.id, sql`asked.value`))
    .where(sql`${customers.status} IS NOT 'active'`)
    .prepare(),
);
