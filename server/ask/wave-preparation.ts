import { and, eq, isNull, max } from 'drizzle-orm';
import { ConstraintError, GuardError, write, type Database, type Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { invitations, programs, waveCounts, waves } from '#db/schema/programs.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { prepareAnonymousWave } from './anonymous-waves.ts';
import { audienceAfter, type AudienceMember } from './audience/audience.ts';
import { dispatchSoon } from './dispatch/dispatch.ts';
import { count } from './invitation-progress.ts';
import { drawn } from './audience/sample.ts';
import { audienceOf, mustDrawFirst, type Preparation } from './audience/sampling.ts';
import { sendTimes } from './send-times.ts';
import { decide, type Decided } from './verdicts.ts';
import { windowOf } from './wave-calendar.ts';
import { invitationFor, type Invitation } from './wave-invitation.ts';
import type { Timing } from './waves.ts';

const chunkSize = 1000;
/** Few enough for the statement to be kept prepared: preparing a long one costs more than running it. */
const rowsInOneInsert = 25;

/**
 * Gives every customer of the audience an invitation or a skip with its reason, chunk by chunk in the order of their
 * ids. Each chunk is one transaction, so whoever comes after a crash, or works at the same time, goes on behind the
 * last customer kept.
 */
export async function prepareWave(deps: Deps, waveId: string, timing: Timing = 'at-once'): Promise<void> {
  for (let isDone = false; !isDone;) isDone = await prepareChunk(deps, waveId, timing);
}

/** The next chunk; true when nothing is left to prepare. */
export async function prepareChunk(deps: Deps, waveId: string, timing: Timing = 'at-once'): Promise<boolean> {
  const preparation = await preparationOf(deps.db, waveId);
  if (!preparation) return true;
  if (preparation.program.isAnonymous) {
    await prepareAnonymousWave(deps, preparation.wave);
    return true;
  }
  if (await mustDrawFirst(deps, preparation)) return false;
  const after = await lastPrepared(deps.db, waveId);
  const members = await audienceAfter(deps.db, audienceOf(preparation), after, chunkSize);
  if (members.length === 0) return finish(deps, preparation.wave);
  const decided = await decide(deps, members, { ...preparation, sampleBelow: preparation.wave.sampleBelow });
  try {
    await write(deps.db, (tx) => keepChunk(deps, tx, { ...preparation, timing, decided }));
  } catch (error) {
    // Another process has just kept this chunk: `after` moves on.
    if (!(error instanceof ConstraintError)) throw error;
  }
  return false;
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
  { decided, timing, ...preparation }: Preparation & { timing: Timing; decided: Decided[] },
): void {
  const { db } = deps;
  const { wave } = preparation;
  const sendAt = sendingOf(deps.now(), timing, preparation);
  const rows = decided.map((one) =>
    invitationFor(deps, { ...preparation, ...one, sendAt: sendAt(one.member) }),
  );
  for (let from = 0; from < rows.length; from += rowsInOneInsert) {
    tx.run(insertRows(db, invitations, rows.slice(from, from + rowsInOneInsert)));
  }
  const queued = rows.filter(({ status }) => status === 'queued').length;
  count(tx, { waveId: wave.id, stage: 'queued', n: queued });
  count(tx, { waveId: wave.id, stage: 'skipped', n: rows.length - queued });
  if (queued > 0) dispatchSoon(deps, tx);
}

/** When each customer's mail goes: now, or at her own place in what is left of the window. */
function sendingOf(
  now: Date,
  timing: Timing,
  { wave, program, company }: Preparation,
): (member: AudienceMember) => Invitation['sendAt'] {
  if (timing === 'at-once') return () => now;
  const { endsAt } = windowOf(program, wave.openedAt, company.timeZone);
  const { sendFrom, sendUntil } = program;
  const { quietFrom, quietUntil } = company;
  const hours = { sendFrom, sendUntil, quietFrom, quietUntil };
  const at = sendTimes({ window: { opensAt: now, endsAt }, hours, calendar: company });
  return ({ id, timeZone }) => at(timeZone, drawn('send', wave.id, id));
}

async function finish(deps: Deps, wave: Preparation['wave']): Promise<boolean> {
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
