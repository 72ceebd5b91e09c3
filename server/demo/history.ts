import { and, eq, gte, inArray } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { cases } from '#db/schema/cases.ts';
import { invitations } from '#db/schema/programs.ts';
import { tokenFor } from '../ask/invitation.ts';
import { closeWaves } from '../ask/closing.ts';
import { runWave } from '../ask/waves.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { noteStart } from '../listen/note-progress.ts';
import { takeResponse } from '../listen/take-response.ts';
import { answerCases } from './answering.ts';
import { loseCustomers } from './losing.ts';
import { firstWaveOf } from './sample-calendar.ts';
import { exitAnswers, monthlyAnswers } from './sample-answers.ts';
import type { Scene } from './settle-in.ts';

/** Lives the company's months one after the other, with the product's own commands under a moved clock. */
export async function liveThrough(deps: Deps, scene: Scene, say: (line: string) => void): Promise<void> {
  const { today, months, clock } = scene;
  for (let back = months - 1; back >= 0; back--) {
    const opens = firstWaveOf(scene).plus({ months: months - 1 - back });
    if (back % 6 === 5) say(`Living through ${opens.toFormat('yyyy-MM')} and the months after …`);
    await liveMonth(deps, scene, opens);
  }
  await loseCustomers(deps, scene, { from: firstWaveOf(scene).plus({ months: months - 1 }), until: today });
  clock.now = today.toJSDate();
  await runJobs(deps, jobHandlers);
}

async function liveMonth(deps: Deps, scene: Scene, opens: DateTime): Promise<void> {
  const { clock } = scene;
  clock.now = opens.toJSDate();
  await closeWaves(deps);
  await loseCustomers(deps, scene, { from: opens.minus({ months: 1 }), until: opens });
  for (const programId of ['monthly', 'exit']) {
    clock.now = opens.toJSDate();
    const { waveId } = await runWave(deps, null, programId);
    await runJobs(deps, jobHandlers);
    await answerWave(deps, scene, { waveId, programId, opens });
  }
  await answerCases(deps, scene, await casesOpenedSince(deps, opens));
}

/** Some begin and do not finish. */
const givesUpShare = 0.03;

interface Asked {
  waveId: string;
  programId: string;
  opens: DateTime;
}

async function answerWave(deps: Deps, scene: Scene, wave: Asked): Promise<void> {
  const { chance, people, clock, today } = scene;
  const byId = new Map(people.map((person) => [person.row.id, person]));
  const asked = await deps.db
    .select({ customerId: invitations.customerId, nonce: invitations.tokenNonce })
    .from(invitations)
    .where(and(eq(invitations.waveId, wave.waveId), inArray(invitations.status, ['sent', 'delivered'])));
  const visits = asked
    .flatMap(({ customerId, nonce }) => {
      const person = byId.get(customerId);
      const answers = person !== undefined && chance.happens(person.talkative);
      return person && nonce && (answers || chance.happens(givesUpShare))
        ? [{ person, nonce, answers, at: answersAt(chance, wave.opens) }]
        : [];
    })
    .filter(({ at }) => at < today)
    .sort((a, b) => a.at.toMillis() - b.at.toMillis());
  const weather = weatherOf(wave.opens, today);
  for (const { person, nonce, answers: isAnswering, at } of visits) {
    clock.now = at.toJSDate();
    if (!isAnswering) {
      await noteStart(deps, tokenFor(deps.secret, nonce));
      continue;
    }
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
function weatherOf(opens: DateTime, today: DateTime): number {
  const ago = Math.round(today.diff(opens, 'months').months);
  return 0.55 - ago * 0.045 - (ago >= 6 && ago <= 8 ? 0.5 : 0) + (ago <= 1 ? 0.25 : 0);
}

async function casesOpenedSince({ db }: Deps, opens: DateTime) {
  return db.select().from(cases).where(gte(cases.openedAt, opens.toJSDate()));
}
