import { and, eq, gte, inArray, lt } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { cases } from '#db/schema/cases.ts';
import { invitations } from '#db/schema/programs.ts';
import { tokenFor } from '../ask/invitation.ts';
import { closeWaves } from '../ask/closing.ts';
import { runWave } from '../ask/waves.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { takeResponse } from '../listen/take-response.ts';
import { answerCases } from './answering.ts';
import { loseCustomers } from './losing.ts';
import { exitAnswers, monthlyAnswers } from './sample-answers.ts';
import type { Scene } from './settle-in.ts';

/** Lives the company's months one after the other, with the product's own commands under a moved clock. */
export async function liveThrough(deps: Deps, scene: Scene, say: (line: string) => void): Promise<void> {
  const { today, months, clock } = scene;
  for (let back = months - 1; back >= 0; back--) {
    const month = today.minus({ months: back }).startOf('month');
    if (back % 6 === 5) say(`Living through ${month.toFormat('yyyy-MM')} and the months after …`);
    await liveMonth(deps, scene, month);
  }
  clock.now = today.toJSDate();
  await runJobs(deps, jobHandlers);
}

async function liveMonth(deps: Deps, scene: Scene, month: DateTime): Promise<void> {
  const { clock, today } = scene;
  const opens = month.set({ hour: 9 });
  if (opens > today) return;
  clock.now = opens.toJSDate();
  await closeWaves(deps);
  await loseCustomers(deps, scene, month);
  for (const programId of ['monthly', 'exit']) {
    clock.now = opens.toJSDate();
    const { waveId } = await runWave(deps, null, programId);
    await runJobs(deps, jobHandlers);
    await answerWave(deps, scene, { waveId, programId, month, opens });
  }
  await answerCases(deps, scene, await casesOpenedIn(deps, month));
}

interface Asked {
  waveId: string;
  programId: string;
  month: DateTime;
  opens: DateTime;
}

async function answerWave(deps: Deps, scene: Scene, wave: Asked): Promise<void> {
  const { chance, people, clock, today } = scene;
  const byId = new Map(people.map((person) => [person.row.id, person]));
  const asked = await deps.db
    .select({ customerId: invitations.customerId, nonce: invitations.tokenNonce })
    .from(invitations)
    .where(and(eq(invitations.waveId, wave.waveId), inArray(invitations.status, ['sent', 'delivered'])));
  const willing = asked
    .flatMap(({ customerId, nonce }) => {
      const person = byId.get(customerId);
      return person && nonce && chance.happens(person.talkative)
        ? [{ person, nonce, at: answersAt(chance, wave.opens) }]
        : [];
    })
    .filter(({ at }) => at < today)
    .sort((a, b) => a.at.toMillis() - b.at.toMillis());
  const weather = weatherOf(wave.month, today);
  for (const { person, nonce, at } of willing) {
    clock.now = at.toJSDate();
    const answers =
      wave.programId === 'exit'
        ? exitAnswers(
            chance,
            chance.weighted({ competitor: 8, service: 6, price: 4, product: 2, circumstances: 2, else: 1 }),
          )
        : monthlyAnswers(chance, person, weather);
    const { outcome } = await takeResponse(deps, tokenFor(deps.secret, nonce), { via: 'json', answers });
    if (outcome !== 'taken') throw new Error(`The sample's answer was ${outcome}`);
  }
}

/** Half answer within a day, the rest within two weeks, by day. */
function answersAt(chance: Scene['chance'], opens: DateTime): DateTime {
  const hours = Math.min(13 * 24, -Math.log(1 - chance.next()) * 34);
  return opens.plus({ hours, minutes: chance.between(2, 55) });
}

/** The sample gets better slowly, had a bad spring, and a clear step up two months ago. */
function weatherOf(month: DateTime, today: DateTime): number {
  const ago = Math.round(today.startOf('month').diff(month, 'months').months);
  return 0.55 - ago * 0.045 - (ago >= 6 && ago <= 8 ? 0.5 : 0) + (ago <= 1 ? 0.25 : 0);
}

async function casesOpenedIn({ db }: Deps, month: DateTime) {
  return db
    .select()
    .from(cases)
    .where(
      and(gte(cases.openedAt, month.toJSDate()), lt(cases.openedAt, month.plus({ months: 1 }).toJSDate())),
    );
}
