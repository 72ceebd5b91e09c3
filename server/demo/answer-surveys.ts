import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { invitations } from '#db/schema/programs.ts';
import { COMMENT_SUFFIX } from '#surveys/survey-definition.ts';
import { tokenFor } from '../ask/invitation.ts';
import { followUpProgramId } from '../ask/shipped-programs.ts';
import type { Deps } from '../deps.ts';
import { savePartial } from '../listen/keep-partial.ts';
import { noteOpening } from '../listen/note-progress.ts';
import { takeResponse } from '../listen/take-response.ts';
import {
  exitAnswers,
  followUpAnswers,
  loyalAnswers,
  monthlyAnswers,
  serviceAnswers,
  whyTheyLeave,
} from './sample-answers.ts';
import type { SampleCustomer } from './sample-customers.ts';
import type { Scene } from './settle-in.ts';

/** Some only look, and some of them begin and do not finish. */
const looksShare = 0.06;
const beginsShare = 0.6;
/** Who was answered answers more readily. */
const answeredShare = 0.3;

interface Asked {
  waveId: string;
  programId: string;
  /** Moves the scores of a whole wave: a bad or a good month. */
  weather: number;
}

/** Lets those who were mailed in a wave answer it, or begin and give up, each at her own time. */
export async function answerWave(deps: Deps, scene: Scene, wave: Asked): Promise<void> {
  const { chance, people, clock, today } = scene;
  const byId = new Map(people.map((person) => [person.row.id, person]));
  const isMailed = inArray(invitations.status, ['sent', 'delivered']);
  const asked = await deps.db
    .select({
      customerId: invitations.customerId,
      nonce: invitations.tokenNonce,
      sentAt: invitations.sentAt,
      closesAt: invitations.closesAt,
    })
    .from(invitations)
    .where(and(eq(invitations.waveId, wave.waveId), isMailed, isNotNull(invitations.sentAt)));
  const extra = wave.programId === followUpProgramId ? answeredShare : 0;
  const visits = asked
    .flatMap(({ customerId, nonce, sentAt, closesAt }) => {
      const person = byId.get(customerId);
      const answers = person !== undefined && chance.happens(person.talkative + extra);
      return person && nonce && sentAt && (answers || chance.happens(looksShare))
        ? [{ person, nonce, answers, closesAt, at: answersAt(chance, DateTime.fromJSDate(sentAt)) }]
        : [];
    })
    .filter(({ at, closesAt }) => at < today && at.toJSDate() < closesAt)
    .sort((a, b) => a.at.toMillis() - b.at.toMillis());
  for (const { person, nonce, answers: isAnswering, at } of visits) {
    clock.now = at.toJSDate();
    const token = tokenFor(deps.secret, nonce);
    await noteOpening(deps, token);
    const answers = answersOf(scene, person, wave);
    if (isAnswering) await answer(deps, token, answers);
    else if (chance.happens(beginsShare))
      await savePartial(deps, token, { answers: begunOf(chance, answers) });
  }
}

/** What somebody had answered when she gave up. */
function begunOf(chance: Scene['chance'], answers: Record<string, unknown>): Record<string, unknown> {
  const asked = Object.keys(answers).filter((name) => !name.endsWith(COMMENT_SUFFIX));
  const last = chance.of(asked.slice(0, Math.max(1, asked.length - 1)));
  const names = asked.slice(0, asked.indexOf(last) + 1);
  return Object.fromEntries(Object.entries(answers).filter(([name]) => names.includes(name)));
}

/** Who is left out of the trial of compensation is drawn with the secret; that of the sample is its own, so that its story is always the same. */
const drawingSecret = 'the sample company';

async function answer(deps: Deps, token: string, answers: Record<string, unknown>): Promise<void> {
  const { outcome } = await takeResponse({ ...deps, secret: drawingSecret }, token, { via: 'json', answers });
  if (outcome !== 'taken') throw new Error(`The sample's answer was ${outcome}`);
}

function answersOf({ chance }: Scene, person: SampleCustomer, { programId, weather }: Asked) {
  if (programId === 'exit') return exitAnswers(chance, chance.weighted(whyTheyLeave));
  if (programId === 'after-service') return serviceAnswers(chance, person);
  if (programId === followUpProgramId) return followUpAnswers(chance, person);
  if (programId === 'loyal') return loyalAnswers(chance, person);
  return monthlyAnswers(chance, person, weather + servedBy(person));
}

/** Whose customers are less content, and whose more. */
const lookedAfter: Readonly<Record<string, number>> = { 'Rami Aziz': -0.6, 'Lena Brandt': 0.4 };

const servedBy = ({ row }: SampleCustomer): number => lookedAfter[row.accountManager ?? ''] ?? 0;

/** Half answer within a day, the rest within two weeks, by day. */
function answersAt(chance: Scene['chance'], sentAt: DateTime): DateTime {
  const hours = Math.min(13 * 24, -Math.log(1 - chance.next()) * 34);
  return sentAt.plus({ hours, minutes: chance.between(2, 55) });
}
