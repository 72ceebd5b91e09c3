import { and, asc, desc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import type { InvitationStatus } from './invitation.ts';
import { funnelsOf, waveSummary } from './program-views.ts';
import { theWave } from './waves.ts';

const pageSize = 50;

/** One wave: its funnel, and its skips by reason with how many each kept from being asked. */
export async function waveDetails(deps: Deps, id: string) {
  const wave = await theWave(deps, id);
  const funnels = await funnelsOf(deps.db, [id]);
  const because = sql<string | null>`json_extract(${invitations.skipFacts}, '$.reason')`;
  const n = sql<number>`count(*)`;
  const skips = await deps.db
    .select({ code: sql<string>`${invitations.skipReason}`, because, n })
    .from(invitations)
    .where(and(eq(invitations.waveId, id), eq(invitations.status, 'skipped')))
    .groupBy(invitations.skipReason, because)
    .orderBy(desc(n));
  return { ...waveSummary(wave, funnels.get(id)), skips };
}

interface Filter {
  status?: InvitationStatus | undefined;
  /** A code, or a code with its reason such as `suppressed.bounced`. */
  skip?: string | undefined;
  after?: string | undefined;
}

/** The invitations of a wave by id, a page at a time; `next` asks for the following page. */
export async function waveInvitations({ db }: Deps, waveId: string, { status, skip, after }: Filter) {
  const conditions: (SQL | undefined)[] = [
    eq(invitations.waveId, waveId),
    status && eq(invitations.status, status),
    skip ? skippedFor(skip) : undefined,
    after ? gt(invitations.id, after) : undefined,
  ];
  const rows = await db
    .select({
      id: invitations.id,
      customerId: customers.id,
      customerName: customers.name,
      externalId: customers.externalId,
      locale: invitations.locale,
      status: invitations.status,
      skipReason: invitations.skipReason,
      skipFacts: invitations.skipFacts,
      sentAt: invitations.sentAt,
      completedAt: invitations.completedAt,
    })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .where(and(...conditions))
    .orderBy(asc(invitations.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  return { invitations: page, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}

function skippedFor(skip: string): SQL | undefined {
  const [code = '', because] = skip.split('.');
  return and(
    eq(invitations.status, 'skipped'),
    eq(invitations.skipReason, code),
    because === undefined ? undefined : eq(sql`json_extract(${invitations.skipFacts}, '$.reason')`, because),
  );
}
