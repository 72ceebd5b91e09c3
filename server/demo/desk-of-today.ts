import { and, eq, isNull } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { cases } from '#db/schema/cases.ts';
import { isOverdue } from '../answer/case.ts';
import { snooze } from '../answer/cases.ts';
import { watchCommitments } from '../answer/due-commitments.ts';
import { escalateCases } from '../answer/escalation/escalations.ts';
import { propose } from '../answer/grants/grant-proposals.ts';
import { approve } from '../answer/grants/grants.ts';
import { snoozeTimes } from '../answer/snooze-time.ts';
import type { Actor } from '../auth/actor.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { byOwner, type ActingIn, type CaseRow } from './case-story.ts';
import { wordsIn } from './case-words.ts';
import { theColleagues, type Colleagues } from './colleagues.ts';
import { promise } from './promising.ts';
import type { Scene } from './settle-in.ts';
import { writeBack } from './writing-back.ts';

const writesBackToday = 3;
const waitUntilLater = 3;
const givenByHand = 2;

/** What lies on the desks this morning: promises due today, customers who wrote back, cases put off, clocks run out. */
export async function layOutToday(deps: Deps, scene: Scene): Promise<void> {
  const { clock, today } = scene;
  const colleagues = await theColleagues(deps);
  const inTouch = (await casesInTouch(deps)).map((recoveryCase) =>
    storyOf(deps, scene, { recoveryCase, colleagues }),
  );
  clock.now = today.minus({ minutes: 50 }).toJSDate();
  for (const story of oneOfEach(inTouch)) await promiseForToday(story, today);
  for (const story of oneOfEach(inTouch).slice(0, givenByHand)) await giveMore(story, colleagues.manager);
  clock.now = today.minus({ minutes: 20 }).toJSDate();
  await putOff(deps, inTouch.slice(-waitUntilLater));
  for (const story of inTouch.slice(0, writesBackToday))
    await writeBack(story, wordsIn(story.recoveryCase.locale).replies.at(1) ?? '');
  await watchCommitments(deps);
  await escalateCases(deps);
}

type Story = ActingIn & { person: Scene['people'][number] | undefined };

function storyOf(
  deps: Deps,
  { people }: Scene,
  { recoveryCase, colleagues }: { recoveryCase: CaseRow; colleagues: Colleagues },
): Story {
  const owner = Object.values(colleagues).find(({ id }) => id === recoveryCase.ownerId) ?? colleagues.manager;
  const person = people.find(({ row }) => row.id === recoveryCase.customerId);
  return { deps, recoveryCase, owner, person };
}

/** Somebody has spoken to the customer, and it is not over. */
function casesInTouch({ db }: Deps): Promise<CaseRow[]> {
  return db
    .select()
    .from(cases)
    .where(and(eq(cases.status, 'contacted'), isNull(cases.snoozedUntil)))
    .orderBy(cases.resolutionDueAt, cases.id);
}

/** The first case of each colleague. */
const oneOfEach = (stories: Story[]): Story[] => [
  ...new Map(stories.toReversed().map((story) => [story.owner.id, story])).values(),
];

/** Later today where there is time for it, else within two hours. */
async function promiseForToday(story: Story, today: DateTime): Promise<void> {
  const due = today.hour < 15 ? today.set({ hour: 16, minute: 0 }) : today.plus({ minutes: 100 });
  const what = wordsIn(story.owner.locale).ours.at(-1) ?? '';
  await promise(story, { by: 'company', what, dueAt: due.toJSDate() });
}

/** A service beside the money: the manager says yes, and somebody has to see to it. */
async function giveMore(story: Story, manager: Actor): Promise<void> {
  const { deps, owner, recoveryCase } = story;
  const { extra: what, notes } = wordsIn(owner.locale);
  const [note = ''] = notes;
  const wished = { kind: 'extra-service', amountMinor: 0, note, details: { what } } as const;
  const grantId = await propose({ deps, actor: owner, caseId: recoveryCase.id }, wished);
  await approve({ deps, actor: manager, grantId }, {});
  await runJobs(deps, jobHandlers);
}

async function putOff(deps: Deps, stories: Story[]): Promise<void> {
  const times = snoozeTimes(await theCompany(deps.db), deps.now());
  const untils = [times.nextDay, times.nextWeek];
  for (const [n, story] of stories.entries()) {
    const until = untils[n % untils.length] ?? times.nextDay;
    if (!isOverdue(story.recoveryCase, deps.now())) await snooze(byOwner(story), until);
  }
}
