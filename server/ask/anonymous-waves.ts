import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { sendMessage, type Alongside } from '../email/messages.ts';
import { record } from '../events/events.ts';
import { enqueue, type Job } from '../jobs/jobs.ts';
import { count } from './invitation-progress.ts';
import { hashOf, newNonce, tokenFor } from './invitation.ts';
import { staffLetterIn } from './letters/staff-letter.tsx';

const atOnce = 25;
const pauseMinutes = 60;

/**
 * Prepares a wave that asks the staff without a name (design rule 4): one link for all of it, and no row for anybody, so
 * that nothing can lead from an answer to the person who gave it. Only how many were mailed is kept.
 */
export async function prepareAnonymousWave(
  deps: Deps,
  wave: { id: string; programId: string },
): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const nonce = newNonce(deps.random);
  const n = await db.$count(staff, isNull(staff.leftAt));
  await write(db, (tx) => {
    tx.must(
      db
        .update(waves)
        .set({ preparedAt: at, tokenNonce: nonce, tokenHash: hashOf(tokenFor(deps.secret, nonce)) })
        .where(and(eq(waves.id, wave.id), isNull(waves.preparedAt))),
      'This wave is prepared already.',
    );
    count(tx, { waveId: wave.id, stage: 'queued', n });
    enqueue(deps, tx, { kind: 'mail-staff', payload: { waveId: wave.id, after: '' } });
    record(db, tx, {
      kind: 'wave-prepared',
      at,
      data: { waveId: wave.id, programId: wave.programId, queued: n, skipped: 0 },
    });
  }).catch((error: unknown) => {
    // Another process has just done so.
    if (!(error instanceof GuardError)) throw error;
  });
}

/** The job that mails the link to some of the staff, and asks for the next ones. */
export async function mailStaff(deps: Deps, { payload }: Pick<Job, 'payload'>): Promise<void> {
  const wave = await openWaveOf(deps, String(payload.waveId));
  if (!wave) return;
  if (wave.isPaused) return askAgain(deps, payload, new Date(deps.now().getTime() + pauseMinutes * 60_000));
  const colleagues = await colleaguesAfter(deps, String(payload.after), atOnce);
  const company = await theCompany(deps.db);
  const url = `${deps.config.url}/s/${tokenFor(deps.secret, wave.nonce)}`;
  const sending = colleagues.map(async ({ id, name, email, locale }) =>
    sendMessage(
      deps,
      {
        ...(await staffLetterIn(locale, { company, url, until: wave.closesAt }))({ name }),
        id: `staff-survey-${wave.id}-${id}`,
        kind: 'staff-survey',
        to: { name, email },
        locale,
      },
      countMail(wave.id),
    ),
  );
  await allOf(sending);
  const last = colleagues.at(-1);
  if (last && colleagues.length === atOnce) await askAgain(deps, { ...payload, after: last.id }, deps.now());
}

// One that fails does not keep the others: it is tried again with the job, and the others are not.
async function allOf(sending: Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(sending)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

async function openWaveOf({ db, now }: Deps, waveId: string) {
  const [wave] = await db
    .select({
      id: waves.id,
      nonce: waves.tokenNonce,
      closesAt: waves.closesAt,
      isWavePaused: waves.pausedAt,
      isProgramPaused: programs.pausedAt,
    })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(and(eq(waves.id, waveId), isNull(waves.closedAt), gt(waves.closesAt, now())));
  if (!wave || wave.nonce === null) return null;
  const { isWavePaused, isProgramPaused, nonce, ...rest } = wave;
  return { ...rest, nonce, isPaused: isWavePaused !== null || isProgramPaused !== null };
}

async function colleaguesAfter({ db }: Deps, after: string, limit: number) {
  return db
    .select({ id: staff.id, name: staff.name, email: staff.email, locale: staff.locale })
    .from(staff)
    .where(and(isNull(staff.leftAt), gt(staff.id, after)))
    .orderBy(asc(staff.id))
    .limit(limit);
}

async function askAgain(deps: Deps, payload: Job['payload'], due: Date): Promise<void> {
  await write(deps.db, (tx) => enqueue(deps, tx, { kind: 'mail-staff', payload, due }));
}

function countMail(waveId: string): Alongside {
  return (tx, { outcome }) => {
    if (outcome === 'refused') return count(tx, { waveId, stage: 'bounced', n: 1 });
    if (outcome !== 'sent') return;
    count(tx, { waveId, stage: 'sent', n: 1 });
    count(tx, { waveId, stage: 'delivered', n: 1 });
  };
}
