import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { ConstraintError, write, type Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { company as companies } from '#db/schema/company.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import type { Trigger } from '#db/schema/program-parts.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Company } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { dispatchSoon } from '../dispatch/dispatch.ts';
import { grouped } from './grouped.ts';
import { toldSince } from './happenings.ts';
import { count } from '../invitation-progress.ts';
import type { Program } from '../programs.ts';
import { starts, type Happening } from './trigger.ts';
import { checkCalls } from './triggered-checks.ts';
import { askedAbout, type Asked } from './triggered-asks.ts';
import { monthOf } from '../wave-calendar.ts';
import { invitationFor } from '../wave-invitation.ts';
import { insertWave, type Wave } from '../waves.ts';

export interface Listening {
  program: Program & { trigger: Trigger };
  company: Company;
}

/**
 * A row says when it was told, not when its transaction ended, and clocks differ: so much is read again. What has begun
 * already does not begin anew, because a wave asks a customer about one subject once.
 */
const overlapMinutes = 5;
const readUntilName = 'start-triggered: read until';
const rowsAtOnce = 500;
const tries = 5;

/**
 * The job that begins what the latest orders, departures and events ask for. It may run any number of times, at once or
 * cut short: it goes on from where one has ended, and what it has begun before it leaves alone.
 */
export async function startTriggered(deps: Deps): Promise<void> {
  const [company] = await deps.db.select().from(companies);
  if (!company) return;
  const readAt = deps.now();
  const since = await readUntil(deps);
  const listening = await listeningPrograms(deps, company);
  for (const on of new Set(listening.map(({ program }) => program.trigger.on))) {
    for await (const page of toldSince(deps.db, on, since)) {
      for (const one of listening) await startAll(deps, one, page);
    }
  }
  await keepReadUntil(deps, readAt);
  await checkCalls(deps);
}

async function listeningPrograms({ db }: Deps, company: Company): Promise<Listening[]> {
  const awake = and(isNotNull(programs.trigger), isNull(programs.pausedAt), isNull(programs.archivedAt));
  const found = await db
    .select()
    .from(programs)
    .where(and(awake, eq(programs.isAnonymous, false)))
    .orderBy(programs.id);
  return found.flatMap((program) => {
    const { trigger } = program;
    return trigger ? [{ program: { ...program, trigger }, company }] : [];
  });
}

async function startAll(deps: Deps, listening: Listening, page: Happening[]): Promise<void> {
  const { program, company } = listening;
  const starting = page.filter((happening) => starts(program.trigger, happening, company.timeZone));
  // By the month in which it was told, which never changes: so every process puts it into the same wave.
  const byMonth = grouped(starting, ({ toldAt }) => monthOf(toldAt, company.timeZone));
  for (const [month, happenings] of byMonth) {
    for (let from = 0; from < happenings.length; from += rowsAtOnce) {
      await startSome(deps, listening, { month, happenings: happenings.slice(from, from + rowsAtOnce) });
    }
  }
}

interface Part {
  month: string;
  happenings: Happening[];
}

/** Asks, or skips with the reason, those of the happenings that have begun nothing yet. */
export async function startSome(
  deps: Deps,
  listening: Listening,
  { month, happenings }: Part,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const fresh = await notBegun(deps, listening.program.id, happenings);
    if (fresh.length === 0) return;
    const asked = await askedAbout(deps, listening, fresh);
    if (asked.length === 0) return;
    const wave = await rollingWave(deps, listening, month);
    try {
      return await keep(deps, { ...listening, wave, asked });
    } catch (error) {
      // Another process has begun some of these in this moment: the others are looked at again.
      if (!(error instanceof ConstraintError) || attempt === tries) throw error;
    }
  }
}

async function notBegun({ db }: Deps, programId: string, happenings: Happening[]): Promise<Happening[]> {
  const begun = await db
    .select({ subject: invitations.subject })
    .from(invitations)
    .where(
      and(
        inArray(invitations.customerId, [...new Set(happenings.map(({ customerId }) => customerId))]),
        eq(invitations.programId, programId),
        inArray(
          invitations.subject,
          happenings.map(({ id }) => id),
        ),
      ),
    );
  const subjects = new Set(begun.map(({ subject }) => subject));
  return happenings.filter(({ id }) => !subjects.has(id));
}

/** The wave that gathers what begins in a month, opened when it is first needed. */
async function rollingWave(deps: Deps, { program, company }: Listening, month: string): Promise<Wave> {
  for (let run = 1; ; run++) {
    const wave = (await waveOf(deps, program.id, { month, run })) ?? (await openedNow(run));
    if (wave && wave.closedAt === null) return wave;
  }

  async function openedNow(run: number): Promise<Wave | null> {
    const rollsUntil = lastClosing(program, month, company.timeZone);
    const opening = { actorId: null, run, timing: 'at-once' as const, month, rollsUntil };
    await insertWave(deps, program, opening).catch((error: unknown) => {
      // Another process has opened it.
      if (!(error instanceof ConstraintError)) throw error;
    });
    return waveOf(deps, program.id, { month, run });
  }
}

async function waveOf({ db }: Deps, programId: string, { month, run }: { month: string; run: number }) {
  const [wave] = await db
    .select()
    .from(waves)
    .where(and(eq(waves.programId, programId), eq(waves.month, month), eq(waves.run, run)));
  return wave ?? null;
}

/** What is told at the end of the month and sent after its delay is still answered in time, a few days over. */
function lastClosing(
  { trigger, closesAfterDays }: Listening['program'],
  month: string,
  timeZone: string,
): Date {
  return DateTime.fromISO(`${month}-01`, { zone: timeZone })
    .plus({ months: 1 })
    .plus(trigger.after)
    .plus({ days: closesAfterDays + 7 })
    .toJSDate();
}

async function keep(
  deps: Deps,
  { program, company, wave, asked }: Listening & { wave: Wave; asked: Asked[] },
): Promise<void> {
  const { db } = deps;
  const rows = asked.map(({ happening, ...one }) => {
    const orderId = happening.on === 'order' ? happening.id : null;
    return invitationFor(deps, { program, company, wave, ...one, subject: happening.id, orderId });
  });
  const queued = asked.filter(({ verdict }) => verdict === true);
  const closesAt = Math.max(...asked.map((one) => one.closesAt.getTime()));
  await write(db, (tx: Tx) => {
    tx.run(insertRows(db, invitations, rows));
    tx.run({
      sql: 'UPDATE waves SET closes_at = max(closes_at, ?) WHERE id = ?',
      args: [closesAt, wave.id],
    });
    count(tx, { waveId: wave.id, stage: 'queued', n: queued.length });
    count(tx, { waveId: wave.id, stage: 'skipped', n: rows.length - queued.length });
    if (queued.some(({ sendAt }) => sendAt <= deps.now())) dispatchSoon(deps, tx);
  });
}

/** Where to go on reading. The first time of all it is written down first: a crash then loses nothing either. */
async function readUntil(deps: Deps): Promise<Date> {
  const { db, now } = deps;
  const [kept] = await db.select().from(recurringRuns).where(eq(recurringRuns.name, readUntilName));
  if (!kept) await keepReadUntil(deps, now());
  return new Date((kept?.lastRunAt ?? now()).getTime() - overlapMinutes * 60_000);
}

async function keepReadUntil({ db }: Deps, at: Date): Promise<void> {
  await write(db, (tx) =>
    tx.run(
      db
        .insert(recurringRuns)
        .values({ name: readUntilName, lastRunAt: at })
        .onConflictDoUpdate({
          target: recurringRuns.name,
          set: { lastRunAt: sql`max(${recurringRuns.lastRunAt}, excluded.last_run_at)` },
        }),
    ),
  );
}
