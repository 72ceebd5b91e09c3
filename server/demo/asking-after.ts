import { desc, eq } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { cases } from '#db/schema/cases.ts';
import { waves } from '#db/schema/programs.ts';
import { dispatchMail } from '../ask/dispatch/dispatch.ts';
import { followUpProgramId as programId } from '../ask/shipped-programs.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { answerWave } from './answer-surveys.ts';
import { answerCases } from './answering.ts';
import type { Scene } from './settle-in.ts';

/** From so many months ago the company asks whether what went wrong has been put right. */
export const monthsOfFollowUps = 9;

/** Whoever's case was resolved is asked whether it was put right, and answers; what was not is opened again and answered. */
export async function askAfterCases(deps: Deps, scene: Scene, on: DateTime): Promise<void> {
  scene.clock.now = on.toJSDate();
  await runJobs(deps, jobHandlers);
  await dispatchMail(deps);
  await runJobs(deps, jobHandlers);
  await answerFollowUps(deps, scene);
}

/** Lets those answer who have been asked and have not. */
export async function answerFollowUps(deps: Deps, scene: Scene): Promise<void> {
  const { db } = deps;
  const newest = await db
    .select({ waveId: waves.id })
    .from(waves)
    .where(eq(waves.programId, programId))
    .orderBy(desc(waves.openedAt))
    .limit(2);
  for (const { waveId } of newest) await answerWave(deps, scene, { waveId, programId, weather: 0 });
  const again = (await openCases(deps)).filter(({ reopenedAt }) => reopenedAt !== null);
  await answerCases(deps, scene, again);
}

export async function openCases({ db }: Deps) {
  return db.select().from(cases).where(eq(cases.status, 'open')).orderBy(cases.openedAt, cases.id);
}
