import { eq } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { anonymousSubmissions, rewardCodes } from '#db/schema/responses.ts';
import { hashOf } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import type { AnonymousLink } from './anonymous-link.ts';
import type { Thanks } from './thanks.ts';

/** The number a browser draws for what it submits, or nothing where it sent none that can be used. */
export function readSubmission(sent: unknown): string | null {
  return typeof sent === 'string' && /^[\w-]{22}$/.test(sent) ? sent : null;
}

const keptDays = 7;

/** What is kept of the number: nothing that could be sent again, nor compared between two waves. */
export function submissionHash({ wave }: AnonymousLink, submission: string): string {
  return hashOf(`${wave.id} ${submission}`);
}

/**
 * Notes a submission to a shared link and draws a code for it from those left, if any. Writers stand in a queue, so no
 * code is drawn twice. Fails the unit when the submission was taken already.
 *
 * It shares the transaction of the response and nothing else (design rule 4): the response knows neither number nor code,
 * and no order pairs them. Responses lie in the order they came, by `rowid`; submissions have none and lie by their hash;
 * codes lie as they were added, and drawing one changes a flag where it is. The draw is even and uses our own chance. No
 * row here has a time, and no event, job or line of the log tells of it.
 */
export function takeSubmission(
  { random }: Deps,
  tx: Tx,
  { hash, link: { wave, program } }: { hash: string; link: AnonymousLink },
): void {
  const left = 'FROM reward_codes WHERE program_id = ? AND is_drawn = 0';
  tx.run({
    sql: `INSERT INTO anonymous_submissions (submission_hash, wave_id, reward_code_id)
          SELECT ?, ?, (SELECT id ${left} LIMIT 1 OFFSET ? % max(1, (SELECT count(*) ${left})))`,
    args: [hash, wave.id, program.id, Buffer.from(random(6)).readUIntBE(0, 6), program.id],
  });
  tx.run({
    sql: `UPDATE reward_codes SET is_drawn = 1
          WHERE id = (SELECT reward_code_id FROM anonymous_submissions WHERE submission_hash = ?)`,
    args: [hash],
  });
}

/** The thank-you of a submission taken before, with the code it got; null when there was none. */
export async function thanksForSubmission(
  db: Database,
  { program, company }: AnonymousLink,
  hash: string,
): Promise<Thanks | null> {
  const [taken] = await db
    .select({ code: rewardCodes.code })
    .from(anonymousSubmissions)
    .leftJoin(rewardCodes, eq(rewardCodes.id, anonymousSubmissions.rewardCodeId))
    .where(eq(anonymousSubmissions.submissionHash, hash));
  if (!taken) return null;
  const { rewardMinor } = program;
  const worth = rewardMinor === null ? null : { amountMinor: rewardMinor, currency: company.currency };
  return { contact: null, reward: null, code: taken.code === null ? null : { text: taken.code, worth } };
}

/** The recurring task: a week after its wave has closed nothing comes again, so nothing is left that knows which code. */
export async function forgetSubmissions({ db, now }: Deps): Promise<void> {
  const before = now().getTime() - keptDays * 86_400_000;
  await write(db, (tx) =>
    tx.run({
      sql: 'DELETE FROM anonymous_submissions WHERE wave_id IN (SELECT id FROM waves WHERE closed_at < ?)',
      args: [before],
    }),
  );
}
