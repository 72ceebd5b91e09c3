import { and, inArray, ne, sql } from 'drizzle-orm';
import { invitations } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import { addressKey } from '../email/suppression.ts';
import { suppressionsOf } from '../email/suppressions.ts';
import type { AudienceMember } from './audience.ts';
import type { AskHistory } from './contact-rules.ts';
import { daysBetween } from './wave-calendar.ts';

type Asked = Pick<AudienceMember, 'id' | 'email'>;

/** What was asked of these customers before. A mail that came back counts too: it is not tried again the same month. */
export async function askHistories(
  deps: Pick<Deps, 'db' | 'now'>,
  members: Asked[],
  { programId, timeZone }: { programId: string; timeZone: string },
): Promise<(member: Asked) => AskHistory> {
  const now = deps.now();
  const daysAgo = (asked: number | null | undefined) =>
    asked ? daysBetween(new Date(asked), now, timeZone) : null;
  const [suppressed, asked] = await Promise.all([
    suppressionsOf(
      deps.db,
      members.flatMap(({ email }) => email ?? []),
    ),
    lastAsked(deps, members, programId),
  ]);
  return ({ id, email }) => ({
    suppression: email === null ? null : (suppressed.get(addressKey(email)) ?? null),
    hasOpenInvitation: asked.get(id)?.isOpen === 1,
    askedDaysAgo: daysAgo(asked.get(id)?.at),
    askedByThisProgramDaysAgo: daysAgo(asked.get(id)?.byThisProgramAt),
  });
}

async function lastAsked({ db, now }: Pick<Deps, 'db' | 'now'>, members: Asked[], programId: string) {
  const { customerId, queuedAt, status, closesAt } = invitations;
  const isOwn = sql`${invitations.programId} = ${programId}`;
  const rows = await db
    .select({
      customerId,
      at: sql<number>`max(${queuedAt})`,
      byThisProgramAt: sql<number | null>`max(CASE WHEN ${isOwn} THEN ${queuedAt} END)`,
      isOpen: sql<number>`max(${isOwn} AND ${status} NOT IN ('completed', 'expired', 'bounced')
        AND ${closesAt} > ${now().getTime()})`,
    })
    .from(invitations)
    .where(
      and(
        inArray(
          customerId,
          members.map(({ id }) => id),
        ),
        ne(status, 'skipped'),
      ),
    )
    .groupBy(customerId);
  return new Map(rows.map((row) => [row.customerId, row]));
}
