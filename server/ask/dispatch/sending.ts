import { write } from '#db/client.ts';
import type { Deps } from '../../deps.ts';
import { NotTaken } from '../../email/mailer.ts';
import { handOver, type Message } from '../../email/messages.ts';
import { finishJob, postponeJob, type Job } from '../../jobs/jobs.ts';
import { lettersFor } from './batch-letters.ts';
import { fixedMembers, fixMembers, type Member } from './batch-members.ts';
import { keepResults } from './batch-results.ts';
import { pauseAfter, turnOf } from './batch.ts';
import { dissolve, endBatch, theBatch, unfix, type Batch } from './batches.ts';
import { nextReminderAt } from './reminders.ts';

/** The job that sends a batch. Whatever happens to it, each of its mails goes once. */
export async function sendBatch(deps: Deps, job: Job): Promise<void | 'finished'> {
  const batch = await theBatch(deps, String(job.payload.batchId));
  if (!batch) return;
  const now = deps.now();
  const turn = turnOf(batch, now, deps.mailer.remembersKeysHours);
  if (turn.turn === 'send') return sendNow(deps, job, batch);
  await write(deps.db, (tx) => {
    if (turn.turn === 'dissolve') dissolve(deps, tx, batch);
    if (turn.turn === 'wait') postponeJob(deps, tx, job, new Date(now.getTime() + turn.minutes * 60_000));
    if (turn.turn === 'give-up') endBatch(deps, tx, batch, { status: 'failed', lastError: turn.because });
  });
}

async function sendNow(deps: Deps, job: Job, batch: Batch): Promise<void | 'finished'> {
  const messageFor = await lettersFor(deps, batch);
  const wasTried = deps.mailer.remembersKeysHours !== null && batch.members !== null;
  const members = wasTried ? await fixedMembers(deps, batch) : await fixMembers(deps, batch, messageFor);
  const outgoing = await Promise.all(
    members.map(async (member) => ({ member, message: await messageFor(member) })),
  );
  try {
    await handOverAll(deps, job, { batch, outgoing });
    return 'finished';
  } catch (error) {
    await waitForBetter(deps, job, { batch, error, isOpen: wasTried || !(error instanceof NotTaken) });
  }
}

/** In as many parts as the transport takes at a time; what became of a part is written before the next one goes. */
async function handOverAll(
  deps: Deps,
  job: Job,
  { batch, outgoing }: { batch: Batch; outgoing: { member: Member; message: Message }[] },
): Promise<void> {
  const remindAt = await nextReminderAt(deps, batch);
  const partSize = deps.mailer.batchSize;
  for (let from = 0; ; from += partSize) {
    const part = outgoing.slice(from, from + partSize);
    const results = await handOver(
      deps,
      part.map(({ message }) => message),
      batch.id,
    );
    const handed = results.flatMap((one, at) => {
      const member = part[at]?.member;
      return member ? [{ ...one, member, remindAt: remindAt(member) }] : [];
    });
    const isLast = from + partSize >= outgoing.length;
    await write(deps.db, (tx) => {
      if (isLast) endBatch(deps, tx, batch, { status: 'sent' });
      keepResults(deps, tx, { batch, handed });
      if (isLast) finishJob(deps, tx, job);
    });
    if (isLast) return;
  }
}

interface Failure {
  batch: Batch;
  error: unknown;
  /** Whether some of it may have been taken. If none was, whoever may be mailed is asked anew at the next try. */
  isOpen: boolean;
}

/** The batch waits, however long the trouble lasts, and says why. */
async function waitForBetter(deps: Deps, job: Job, { batch, error, isOpen }: Failure): Promise<void> {
  const lastError = error instanceof Error ? error.message : String(error);
  const asked = error instanceof NotTaken ? error.afterSeconds : null;
  const due = new Date(deps.now().getTime() + (asked ?? pauseAfter(batch.attempts)) * 1000);
  deps.log.warn({ batch: batch.id, attempts: batch.attempts + 1, due, error: lastError }, 'a batch waits');
  await write(deps.db, (tx) => {
    unfix(deps, tx, batch, { lastError, isOpen });
    postponeJob(deps, tx, job, due);
  });
}
