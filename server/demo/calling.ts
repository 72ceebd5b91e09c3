import { eq } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { programs } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { write } from '#db/client.ts';
import { isLanguage } from '#surveys/languages.ts';
import { callsFor } from '../ask/triggers/call-list.ts';
import { keepCall } from '../ask/triggers/calls.ts';
import { startTriggered } from '../ask/triggers/triggers.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { takeInterview } from '../listen/interviews.ts';
import { loseCustomers } from './losing.ts';
import { interviewAnswers } from './sample-answers.ts';
import type { Scene } from './settle-in.ts';

const daysBetweenCalls = 4;
/** Calls that became due in the last days are still to be made. */
const stillToCallDays = 9;

/** From so many months ago leavers are called a month after they left (A6), rather than mailed. */
export const monthsOfCalls = 4;

/** Switches the calls on; what is told of departures from now on begins one. */
export async function beginCalling(deps: Deps): Promise<void> {
  const { db, now } = deps;
  const change = { pausedAt: null, updatedAt: now() };
  await write(db, (tx) => tx.run(db.update(programs).set(change).where(eq(programs.id, 'exit-call'))));
  await startTriggered(deps);
}

/** Lives through a stretch of time, a few days at once: who leaves is told, and who left a month before is called. */
export async function callLeavers(
  deps: Deps,
  scene: Scene,
  { from, until }: { from: DateTime; until: DateTime },
): Promise<void> {
  for (let day = from; day < until; day = day.plus({ days: daysBetweenCalls })) {
    const next = DateTime.min(day.plus({ days: daysBetweenCalls }), until);
    scene.clock.now = next.toJSDate();
    await loseCustomers(deps, scene, { from: day, until: next });
    await startTriggered(deps);
    await makeCalls(deps, scene, next);
  }
}

async function makeCalls(deps: Deps, scene: Scene, on: DateTime): Promise<void> {
  const { chance, today } = scene;
  const people: Actor[] = await deps.db.select().from(staff);
  const [anyone] = people;
  if (!anyone || on > today.minus({ days: stillToCallDays })) return;
  const { calls } = await callsFor(deps, anyone, null);
  for (const { id, isDue, offered, customer, locale } of calls) {
    const caller = people.find((person) => person.id === offered?.id);
    if (!isDue || !caller) continue;
    const outcome = chance.weighted({ reached: 7, 'not-reached': 3, declined: 1 });
    await keepCall(deps, caller, { invitationId: id, outcome });
    if (outcome !== 'reached') continue;
    const person = scene.people.find(({ row }) => row.id === customer.id);
    const answers = interviewAnswers(chance, person?.locale ?? 'en');
    const language = isLanguage(locale) ? locale : null;
    await takeInterview(deps, caller, { invitationId: id, answers, language });
  }
  await runJobs(deps, jobHandlers);
}
