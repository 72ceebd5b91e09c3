import { and, asc, desc, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { theCompany, type Company } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { failingTests, membersAmong } from './audience/audience.ts';
import { askedOn } from './audience/audience-tests.ts';
import type { Program } from './programs.ts';
import { followUpProgramId } from './shipped-programs.ts';
import { decide } from './verdicts.ts';

const pageSize = 50;

/** Every time a customer was asked or skipped, the latest first, and whether each program would ask her now. */
export async function asksOf(deps: Deps, customerId: string, before?: string) {
  await demandCustomer(deps.db, customerId);
  const rows = await deps.db
    .select({
      id: invitations.id,
      programId: programs.id,
      programName: programs.name,
      kind: programs.kind,
      waveId: waves.id,
      month: waves.month,
      run: waves.run,
      channel: invitations.channel,
      status: invitations.status,
      skipReason: invitations.skipReason,
      skipFacts: invitations.skipFacts,
      at: sql<number>`coalesce(${invitations.sentAt}, ${invitations.sendAt}, ${invitations.queuedAt})`.mapWith(
        invitations.queuedAt,
      ),
      remindersSent: invitations.remindersSent,
      scannerSeenAt: invitations.scannerSeenAt,
      reachedQuestion: invitations.reachedQuestion,
      completedAt: invitations.completedAt,
      closesAt: invitations.closesAt,
    })
    .from(invitations)
    .innerJoin(waves, eq(waves.id, invitations.waveId))
    .innerJoin(programs, eq(programs.id, invitations.programId))
    .where(and(eq(invitations.customerId, customerId), before ? lt(invitations.id, before) : undefined))
    .orderBy(desc(invitations.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  const next = rows.length > pageSize ? (page.at(-1)?.id ?? null) : null;
  return { asks: page, next, now: before ? [] : await asksNow(deps, customerId) };
}

/** Every time the company reached out to a customer, the latest first. */
export async function contactsOf({ db }: Pick<Deps, 'db'>, customerId: string, before?: number) {
  await demandCustomer(db, customerId);
  const rows = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), before ? lt(contacts.id, before) : undefined))
    .orderBy(desc(contacts.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  return { contacts: page, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}

/** `outside` names the tests of the audience that keep her out; `skip` the contact rule. */
type Standing =
  | { verdict: 'asked' }
  | { verdict: 'skip'; skip: { code: string; facts: Record<string, string | number> } }
  | { verdict: 'outside'; failing: Awaited<ReturnType<typeof failingTests>> };

/** What each program that is at work would do with one customer, if it asked now; a case is asked after by itself. */
async function asksNow(deps: Deps, customerId: string) {
  const company = await theCompany(deps.db);
  const awake = and(isNull(programs.pausedAt), isNull(programs.archivedAt), eq(programs.isAnonymous, false));
  const found = await deps.db
    .select()
    .from(programs)
    .where(and(awake, ne(programs.id, followUpProgramId)))
    .orderBy(asc(programs.createdAt), asc(programs.id));
  return Promise.all(
    found.map(async (program) => ({
      programId: program.id,
      programName: program.name,
      kind: program.kind,
      ...(await standing(deps, customerId, { program, company })),
    })),
  );
}

async function standing(
  deps: Deps,
  customerId: string,
  { program, company }: { program: Program; company: Company },
): Promise<Standing> {
  const audience = { condition: program.audience, on: askedOn(company, deps.now()) };
  const failing = await failingTests(deps.db, audience, customerId);
  if (failing.length > 0) return { verdict: 'outside', failing };
  const members = await membersAmong(deps.db, audience, [customerId]);
  const sampleBelow = await sampleOf(deps.db, program);
  const [decided] = await decide(deps, members, { program, company, ...sampleBelow });
  if (!decided || decided.verdict === true) return { verdict: 'asked' };
  return { verdict: 'skip', skip: decided.verdict };
}

/** A sample of a number is drawn by its wave: the last one tells whether she was in it. */
async function sampleOf(db: Database, { id, sample }: Program) {
  if (!sample || !('count' in sample)) return {};
  const [last] = await db
    .select({ month: waves.month, sampleBelow: waves.sampleBelow })
    .from(waves)
    .where(eq(waves.programId, id))
    .orderBy(desc(waves.openedAt))
    .limit(1);
  return last ? { wave: { month: last.month }, sampleBelow: last.sampleBelow } : {};
}

async function demandCustomer(db: Database, id: string): Promise<void> {
  const [found] = await db.select({ id: customers.id }).from(customers).where(eq(customers.id, id));
  if (!found) throw new DomainError('not_found', 'There is no such customer.');
}
