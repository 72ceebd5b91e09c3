import { and, asc, desc, eq, gt, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import type { Language } from '#surveys/languages.ts';
import type { Deps } from '../deps.ts';
import { dropOffOf } from './drop-off.ts';
import type { InvitationStatus } from './invitation.ts';
import { funnelsOf, waveSummary } from './program-views.ts';
import { theProgram } from './programs.ts';
import { waveProjection } from './wave-progress.ts';
import { theWave } from './waves.ts';

const pageSize = 50;

/** One wave: its funnel, its skips by reason, where people stopped and what was kept of it, and when its last mail goes. */
export async function waveDetails(deps: Deps, id: string, language: Language) {
  const wave = await theWave(deps, id);
  const program = await theProgram(deps, wave.programId);
  const [funnels, skips, dropOff, partial, seen, projection] = await Promise.all([
    funnelsOf(deps.db, [id]),
    skipsOf(deps.db, id),
    dropOffOf(deps.db, id, language),
    partialIn(deps.db, id),
    scannerSeen(deps.db, id),
    waveProjection(deps, wave, program),
  ]);
  const summary = waveSummary(wave, funnels.get(id));
  return {
    ...summary,
    bounces: summary.funnel.bounced,
    scannerSeen: seen,
    dropOff,
    partial,
    projection,
    skips,
  };
}

async function skipsOf(db: Database, waveId: string) {
  const because = sql<string | null>`json_extract(${invitations.skipFacts}, '$.reason')`;
  const n = sql<number>`count(*)`;
  return db
    .select({ code: sql<string>`${invitations.skipReason}`, because, n })
    .from(invitations)
    .where(and(eq(invitations.waveId, waveId), eq(invitations.status, 'skipped')))
    .groupBy(invitations.skipReason, because)
    .orderBy(desc(n));
}

/** How many answers were begun and are not sent. */
function partialIn(db: Database, waveId: string): Promise<number> {
  const isPartial = and(eq(responses.status, 'partial'), sql`${responses.answers} <> '{}'`);
  return db.$count(responses, and(eq(responses.waveId, waveId), isPartial));
}

async function scannerSeen(db: Database, waveId: string): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)` })
    .from(invitations)
    .where(and(eq(invitations.waveId, waveId), isNotNull(invitations.scannerSeenAt)));
  return row?.n ?? 0;
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
      channel: invitations.channel,
      sendAt: invitations.sendAt,
      sentAt: invitations.sentAt,
      remindersSent: invitations.remindersSent,
      scannerSeenAt: invitations.scannerSeenAt,
      reachedQuestion: invitations.reachedQuestion,
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
