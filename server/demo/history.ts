import type { DateTime } from 'luxon';
import { closeWaves } from '../ask/closing.ts';
import { followUpProgramId } from '../ask/shipped-programs.ts';
import { runWave } from '../ask/waves.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { answerWave } from './answer-surveys.ts';
import { answerCases } from './answering.ts';
import { answerFollowUps, askAfterCases, monthsOfFollowUps, openCases } from './asking-after.ts';
import { beginCalling, callLeavers, monthsOfCalls } from './calling.ts';
import { keepPausedHook, keepQueues } from './casework.ts';
import { theColleagues, type Colleagues } from './colleagues.ts';
import { comeBack } from './coming-back.ts';
import { layOutToday } from './desk-of-today.ts';
import { monthsOfTrial, switchOnPolicy, useWhatWasGiven } from './giving.ts';
import { loseCustomers } from './losing.ts';
import {
  askAfterService,
  askTheLoyal,
  monthsOfLoyal,
  someMayNotBeAsked,
  switchOn,
  thankTheStaff,
} from './other-programs.ts';
import { firstWaveOf } from './sample-calendar.ts';
import { haveSecondThoughts } from './second-thoughts.ts';
import type { Scene } from './settle-in.ts';

const monthsOfDraws = 3;
const draw = { kind: 'lottery', prizeMinor: 50_000, winners: 3 } as const;
/** After so many days most cases of a wave have been resolved for three days. */
const followUpDays = 19;

/** Lives the company's months one after the other, with the product's own commands under a moved clock. */
export async function liveThrough(deps: Deps, scene: Scene, say: (line: string) => void): Promise<void> {
  const { today, months, clock } = scene;
  const colleagues = await theColleagues(deps);
  for (let back = months - 1; back >= 0; back--) {
    const opens = firstWaveOf(scene).plus({ months: months - 1 - back });
    if (back % 6 === 5) say(`Living through ${opens.toFormat('yyyy-MM')} and the months after …`);
    if (back === 0) await someMayNotBeAsked(deps, scene);
    if (monthsOfLoyal.includes(back)) await askTheLoyal(deps, scene, opens.minus({ days: 14 }));
    clock.now = opens.minus({ days: 2 }).toJSDate();
    if (back < monthsOfTrial) await useWhatWasGiven(deps, scene, colleagues);
    await begin(deps, colleagues, { back, months });
    await liveMonth(deps, scene, { opens, hasCalls: back < Math.min(monthsOfCalls, months - 1) });
    const later = opens.plus({ days: followUpDays });
    if (back < monthsOfFollowUps && later < today) await askAfterCases(deps, scene, later);
  }
  await liveLately(deps, scene, colleagues);
  clock.now = today.toJSDate();
  await thankTheStaff(deps);
  await runJobs(deps, jobHandlers);
}

/** What the company does otherwise from a month on. */
async function begin(
  deps: Deps,
  { manager }: Colleagues,
  { back, months }: { back: number; months: number },
): Promise<void> {
  const isFrom = (since: number) => back === Math.min(since, months) - 1;
  if (isFrom(monthsOfTrial)) await switchOnPolicy(deps, manager);
  if (isFrom(monthsOfFollowUps)) await switchOn(deps, followUpProgramId, {});
  if (isFrom(monthsOfDraws)) await switchOn(deps, 'monthly', { reward: draw });
}

/** From the newest wave until today. */
async function liveLately(deps: Deps, scene: Scene, colleagues: Colleagues): Promise<void> {
  const { today, months } = scene;
  const newest = firstWaveOf(scene).plus({ months: months - 1 });
  await askAfterService(deps, scene, newest);
  await answerFollowUps(deps, scene);
  await loseCustomers(deps, scene, { from: newest, until: today });
  await haveSecondThoughts(deps, scene);
  await comeBack(deps, scene);
  await layOutToday(deps, scene);
  await keepQueues(deps, colleagues);
  await keepPausedHook(deps, colleagues, { today, told: (await openCases(deps)).slice(0, 4) });
}

async function liveMonth(
  deps: Deps,
  scene: Scene,
  { opens, hasCalls }: { opens: DateTime; hasCalls: boolean },
): Promise<void> {
  const { clock } = scene;
  const before = { from: opens.minus({ months: 1 }), until: opens };
  if (hasCalls) {
    clock.now = before.from.plus({ hours: 2 }).toJSDate();
    await beginCalling(deps);
    await callLeavers(deps, scene, before);
  } else await loseCustomers(deps, scene, before);
  clock.now = opens.toJSDate();
  await closeWaves(deps);
  for (const programId of ['monthly', 'exit']) {
    clock.now = opens.toJSDate();
    const { waveId } = await runWave(deps, null, programId);
    await runJobs(deps, jobHandlers);
    await answerWave(deps, scene, { waveId, programId, weather: weatherOf(opens, scene.today) });
  }
  await answerCases(deps, scene, await openCases(deps));
}

/** The sample gets better slowly, had a bad spring, and a clear step up two months ago. */
function weatherOf(opens: DateTime, today: DateTime): number {
  const ago = Math.round(today.diff(opens, 'months').months);
  return 0.55 - ago * 0.045 - (ago >= 6 && ago <= 8 ? 0.5 : 0) + (ago <= 1 ? 0.25 : 0);
}
