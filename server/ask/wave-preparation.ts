import { eq, isNull, max, and } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { invitations, programs, waveCounts, waves } from '#db/schema/programs.ts';
import { isLanguage } from '#surveys/languages.ts';
import { theCompany, type Company } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { askHistories } from './ask-histories.ts';
import { prepareAnonymousWave } from './anonymous-waves.ts';
import { audienceAfter, type AudienceMember } from './audience.ts';
import { askedOn } from './audience-tests.ts';
import { mayInvite, type Skip } from './contact-rules.ts';
import { dispatchSoon } from './dispatch.ts';
import { count } from './invitation-progress.ts';
import { hashOf, newNonce, tokenFor } from './invitation.ts';
import { asksLeavers } from './program-check.ts';
import type { Program } from './programs.ts';
import type { Timing } from './waves.ts';

const chunkSize = 1000;

type Wave = typeof waves.$inferSelect;
type Invitation = typeof invitations.$inferInsert;

interface Preparation {
  wave: Wave;
  program: Program;
  company: Company;
}

/**
 * Gives every customer of the audience an invitation or a skip with its reason, chunk by chunk in the order of their
 * ids. Each chunk is one transaction, so whoever comes after a crash, or works at the same time, goes on behind the
 * last customer kept.
 */
export async function prepareWave(deps: Deps, waveId: string, timing: Timing = 'at-once'): Promise<void> {
  for (let isDone = false; !isDone;) isDone = await prepareChunk(deps, waveId, timing);
}

/** The next chunk; true when nothing is left to prepare. */
export async function prepareChunk(
  deps: Deps,
  waveId: string,
  _timing: Timing = 'at-once',
): Promise<boolean> {
  const preparation = await preparationOf(deps.db, waveId);
  if (!preparation) return true;
  const { wave, program, company } = preparation;
  if (program.isAnonymous) {
    await prepareAnonymousWave(deps, wave);
    return true;
  }
  const after = await lastPrepared(deps.db, waveId);
  const members = await audienceAfter(
    deps.db,
    { condition: program.audience, on: { ...askedOn(company, wave.openedAt), month: wave.month } },
    after,
    chunkSize,
  );
  if (members.length === 0) return finish(deps, wave);
  const decided = await decide(deps, members, { program, company });
  try {
    await write(deps.db, (tx) => keepChunk(deps, tx, preparation, decided));
  } catch (error) {
    // Another process has just kept this chunk: `after` moves on.
    if (!(error instanceof ConstraintError)) throw error;
  }
  return false;
}

/** Which of these customers would be asked now, and why not the others. */
export async function decide(
  deps: Deps,
  members: AudienceMember[],
  { program, company }: Pick<Preparation, 'program' | 'company'>,
): Promise<{ member: AudienceMember; verdict: true | Skip }[]> {
  const historyOf = await askHistories(deps, members, {
    programId: program.id,
    timeZone: company.timeZone,
  });
  const rules = { quietPeriodDays: company.quietPeriodDays, asksLeavers: asksLeavers(program) };
  return members.map((member) => ({ member, verdict: mayInvite(member, historyOf(member), rules) }));
}

export async function waveFigures(db: Database, waveId: string) {
  const rows = await db.select().from(waveCounts).where(eq(waveCounts.waveId, waveId));
  const of = (stage: string) => rows.find((row) => row.stage === stage)?.n ?? 0;
  return { queued: of('queued'), skipped: of('skipped') };
}

async function preparationOf(db: Database, waveId: string): Promise<Preparation | null> {
  const [found] = await db
    .select({ wave: waves, program: programs })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(and(eq(waves.id, waveId), isNull(waves.preparedAt), isNull(waves.closedAt)));
  return found ? { ...found, company: await theCompany(db) } : null;
}

async function lastPrepared(db: Database, waveId: string): Promise<string> {
  const [last] = await db
    .select({ id: max(invitations.customerId) })
    .from(invitations)
    .where(eq(invitations.waveId, waveId));
  return last?.id ?? '';
}

function keepChunk(
  deps: Deps,
  tx: Tx,
  { wave, company }: Preparation,
  decided: { member: AudienceMember; verdict: true | Skip }[],
): void {
  const { db } = deps;
  const rows = decided.map(({ member, verdict }) => invitationFor(deps, { wave, company, member, verdict }));
  tx.run(db.insert(invitations).values(rows));
  const queued = rows.filter(({ status }) => status === 'queued');
  count(db, tx, { waveId: wave.id, stage: 'queued', n: queued.length });
  count(db, tx, { waveId: wave.id, stage: 'skipped', n: rows.length - queued.length });
  if (queued.length > 0) dispatchSoon(deps, tx);
}

function invitationFor(
  deps: Deps,
  {
    wave,
    company,
    member,
    verdict,
  }: Pick<Preparation, 'wave' | 'company'> & { member: AudienceMember; verdict: true | Skip },
): Invitation {
  const isAsked = verdict === true;
  const tokenNonce = isAsked ? newNonce(deps.random) : null;
  return {
    id: newId(deps),
    waveId: wave.id,
    programId: wave.programId,
    surveyVersionId: wave.surveyVersionId,
    customerId: member.id,
    locale: isLanguage(member.locale) ? member.locale : company.locale,
    email: isAsked ? member.email : null,
    status: isAsked ? 'queued' : 'skipped',
    skipReason: isAsked ? null : verdict.code,
    skipFacts: isAsked ? null : verdict.facts,
    tokenNonce,
    tokenHash: tokenNonce === null ? null : hashOf(tokenFor(deps.secret, tokenNonce)),
    orderId: member.orderId,
    queuedAt: deps.now(),
    closesAt: wave.closesAt,
  };
}

async function finish(deps: Deps, wave: Wave): Promise<boolean> {
  const { db } = deps;
  const at = deps.now();
  const figures = await waveFigures(db, wave.id);
  try {
    await write(db, (tx) => {
      tx.must(
        db
          .update(waves)
          .set({ preparedAt: at })
          .where(and(eq(waves.id, wave.id), isNull(waves.preparedAt))),
        'This wave is prepared already.',
      );
      record(db, tx, {
        kind: 'wave-prepared',
        at,
        data: { waveId: wave.id, programId: wave.programId, ...figures },
      });
    });
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
  }
  return true;
}
