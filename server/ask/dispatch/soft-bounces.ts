import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { write } from '#db/client.ts';
import type { messages } from '#db/schema/email.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Deps } from '../../deps.ts';
import { sendMessage } from '../../email/messages.ts';
import { enqueue, postponeJob, type Job } from '../../jobs/jobs.ts';
import { lettersFor, messageIdFor } from './batch-letters.ts';
import { isOpenStage } from '../open-stages.ts';

/** Hours before the second and the third try of a mail that came back for a passing reason. */
const pausesHours = [4, 24];
const again = /-again-(\d)$/;
const hour = 3_600_000;

/** Asks for another try, under an id of its own; false when it has had them all. */
export function mailAgain(
  deps: Deps,
  tx: Tx,
  {
    message,
    invitation,
  }: { message: typeof messages.$inferSelect; invitation: typeof invitations.$inferSelect },
): boolean {
  const tries = Number(again.exec(message.id)?.[1] ?? 0);
  const pauseHours = pausesHours[tries];
  if (pauseHours === undefined) return false;
  const round = Number(/-reminder-(\d)/.exec(message.id)?.[1] ?? 0);
  enqueue(deps, tx, {
    kind: 'mail-again',
    payload: { invitationId: invitation.id, round, tries: tries + 1 },
    due: new Date(deps.now().getTime() + pauseHours * hour),
    dedupeKey: `mail-again ${message.id}`,
  });
  return true;
}

/** The job that tries again, as long as there is something to answer and nobody has. */
export async function sendAgain(deps: Deps, job: Job): Promise<void> {
  const found = await invitationOf(deps, String(job.payload.invitationId));
  if (!found || !isOpenStage(found.member.status) || found.member.closesAt <= deps.now()) return;
  const { wave, program, member } = found;
  if (wave.closedAt) return;
  if (wave.pausedAt || program.pausedAt) {
    const due = new Date(deps.now().getTime() + hour);
    return void (await write(deps.db, (tx) => postponeJob(deps, tx, job, due)));
  }
  const round = Number(job.payload.round);
  const messageFor = await lettersFor(deps, { wave, program, round });
  const id = `${messageIdFor(member.id, round)}-again-${job.payload.tries}`;
  await sendMessage(deps, { ...(await messageFor(member)), id });
}

async function invitationOf({ db }: Deps, id: string) {
  const [found] = await db
    .select({
      invitation: invitations,
      name: customers.name,
      timeZone: customers.timeZone,
      wave: waves,
      program: programs,
    })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .innerJoin(waves, eq(waves.id, invitations.waveId))
    .innerJoin(programs, eq(programs.id, invitations.programId))
    .where(eq(invitations.id, id));
  if (!found) return null;
  const { invitation, name, timeZone, wave, program } = found;
  return { member: { ...invitation, name, timeZone, nonce: invitation.tokenNonce }, wave, program };
}
