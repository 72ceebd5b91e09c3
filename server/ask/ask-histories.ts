import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { ContactCap } from '#db/schema/program-parts.ts';
import type { Deps } from '../deps.ts';
import { addressKey } from '../email/suppression.ts';
import { suppressionsOf } from '../email/suppressions.ts';
import type { AudienceMember } from './audience/audience.ts';
import type { AskHistory } from './contact-rules.ts';
import { isHeldOut, sampleDraw } from './audience/sample.ts';
import { followUpProgramId } from './shipped-programs.ts';
import { daysBetween } from './wave-calendar.ts';

type Asked = Pick<AudienceMember, 'id' | 'email'>;

export interface AskContext {
  program: { id: string; holdOutPercent: number };
  company: { timeZone: string; contactCaps: ContactCap[] };
  /** The month whose sample is drawn, and the draw under which a customer is in it; null asks everybody. */
  month: string;
  sampleBelow: number | null;
  /** Invitations that are not to keep a customer from being asked: the very ones that are decided on. */
  ignoring?: string[];
}

/** What was asked of these customers before. A mail that came back counts too: it is not tried again the same month. */
export async function askHistories(
  deps: Pick<Deps, 'db' | 'now'>,
  members: Asked[],
  context: AskContext,
): Promise<(member: Asked) => AskHistory> {
  const { program, company, month, sampleBelow } = context;
  const now = deps.now();
  const daysAgo = daysUntil(now, company.timeZone);
  const [suppressed, asked, contacted] = await Promise.all([
    suppressionsOf(
      deps.db,
      members.flatMap(({ email }) => email ?? []),
    ),
    lastAsked(deps, members, context),
    contactsMade(deps, members, company.contactCaps),
  ]);
  return ({ id, email }) => ({
    suppression: email === null ? null : (suppressed.get(addressKey(email)) ?? null),
    hasOpenInvitation: asked.get(id)?.isOpen === 1,
    askedDaysAgo: daysAgo(asked.get(id)?.at),
    askedByThisProgramDaysAgo: daysAgo(asked.get(id)?.ownAt),
    contactsMade: contacted.get(id) ?? [],
    isHeldOut: isHeldOut(program.id, id, program.holdOutPercent),
    isInSample: sampleBelow === null || sampleDraw(program.id, month, id) < sampleBelow,
  });
}

/** The days from an instant to `now`. A wave has asked many in the same moment, and a zone is slow to ask. */
function daysUntil(now: Date, timeZone: string): (asked: number | null | undefined) => number | null {
  const known = new Map<number, number>();
  return (asked) => {
    if (!asked) return null;
    const days = known.get(asked) ?? daysBetween(new Date(asked), now, timeZone);
    known.set(asked, days);
    return days;
  };
}

const idsOf = (members: Asked[]) =>
  sql`(SELECT value FROM json_each(${JSON.stringify(members.map(({ id }) => id))}))`;

interface LastAsked {
  customerId: string;
  at: number | null;
  ownAt: number | null;
  isOpen: number;
}

async function lastAsked(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  members: Asked[],
  { program, ignoring = [] }: AskContext,
): Promise<Map<string, LastAsked>> {
  const at = sql.raw('coalesce(sent_at, send_at, queued_at)');
  const isOwn = sql`program_id = ${program.id}`;
  // Else whoever was unhappy would be missing from the next survey, and the figures would flatter.
  const counts = sql`(program_id <> ${followUpProgramId} OR ${isOwn})`;
  const rows = await db.all<LastAsked>(sql`
    SELECT customer_id AS customerId, max(CASE WHEN ${counts} THEN ${at} END) AS at, max(CASE WHEN ${isOwn} THEN ${at} END) AS ownAt,
      max(${isOwn} AND status NOT IN ('completed', 'expired', 'bounced') AND closes_at > ${now().getTime()}) AS isOpen
    FROM invitations INDEXED BY invitations_customer
    WHERE customer_id IN ${idsOf(members)} AND status <> 'skipped'
      AND id NOT IN (SELECT value FROM json_each(${JSON.stringify(ignoring)}))
    GROUP BY customer_id`);
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** How often each was contacted within each cap. Whoever is not in the map never was. */
async function contactsMade(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  members: Asked[],
  caps: ContactCap[],
): Promise<Map<string, number[]>> {
  if (caps.length === 0) return new Map();
  const since = (days: number) => now().getTime() - days * 86_400_000;
  const counts = caps.map(({ channel, days }) => sql`sum(channel = ${channel} AND at > ${since(days)})`);
  const rows = await made(db, members, {
    counts: sql`json_array(${sql.join(counts, sql`, `)})`,
    since: since(Math.max(...caps.map(({ days }) => days))),
  });
  return new Map(rows.map(({ customerId, counts }) => [customerId, JSON.parse(counts)]));
}

function made(
  db: Database,
  members: Asked[],
  { counts, since }: { counts: ReturnType<typeof sql>; since: number },
) {
  return db.all<{ customerId: string; counts: string }>(sql`
    SELECT customer_id AS customerId, ${counts} AS counts FROM contacts INDEXED BY contacts_customer
    WHERE customer_id IN ${idsOf(members)} AND at > ${since} GROUP BY customer_id`);
}
