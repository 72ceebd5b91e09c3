import { eq } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { cases } from '#db/schema/cases.ts';
import { closeWaves } from '../ask/closing.ts';
import { runWave } from '../ask/waves.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { answerWave } from './answer-surveys.ts';
import { answerCases } from './answering.ts';
import { beginCalling, callLeavers, monthsOfCalls } from './calling.ts';
import { comeBack } from './coming-back.ts';
import { loseCustomers } from './losing.ts';
import { askAfterService, askTheLoyal, thankTheStaff } from './other-programs.ts';
import { firstWaveOf } from './sample-calendar.ts';
import { haveSecondThoughts } from './second-thoughts.ts';
import type { Scene } from './settle-in.ts';

/** Lives the company's months one after the other, with the product's own commands under a moved clock. */
export async function liveThrough(deps: Deps, scene: Scene, say: (line: string) => void): Promise<void> {
  const { today, months, clock } = scene;
  for (let back = months - 1; back >= 0; back--) {
    const opens = firstWaveOf(scene).plus({ months: months - 1 - back });
    if (back % 6 === 5) say(`Living through ${opens.toFormat('yyyy-MM')} and the months after …`);
    if (back === 0) await askTheLoyal(deps, scene, opens.minus({ days: 14 }));
    await liveMonth(deps, scene, { opens, hasCalls: back < Math.min(monthsOfCalls, months - 1) });
  }
  await askAfterService(deps, scene, firstWaveOf(scene).plus({ months: months - 1 }));
  await loseCustomers(deps, scene, { from: firstWaveOf(scene).plus({ months: months - 1 }), until: today });
  await haveSecondThoughts(deps, scene);
  await comeBack(deps, scene);
  clock.now = today.toJSDate();
  await thankTheStaff(deps);
  await runJobs(deps, jobHandlers);
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

async function openCases({ db }: Deps) {
  return db.select().from(cases).where(eq(cases.status, 'open'));
}
