import { and, eq } from 'drizzle-orm';
import { grants, type cases } from '#db/schema/cases.ts';
import { staff } from '#db/schema/staff.ts';
import { contactCustomer, resolve } from '../answer/cases.ts';
import { approve, decline } from '../answer/grants/grants.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { addBusinessHours } from '../company/business-hours.ts';
import { theCompany } from '../company/company.ts';
import type { Chance } from './chance.ts';
import type { Scene } from './settle-in.ts';

type CaseRow = typeof cases.$inferSelect;

interface Act {
  at: Date;
  act: () => Promise<void>;
}

/** What the agents did about the cases of a month: most in time, some late, the newest not yet. */
export async function answerCases(deps: Deps, scene: Scene, opened: CaseRow[]): Promise<void> {
  const { clock, today } = scene;
  const company = await theCompany(deps.db);
  const people = await deps.db.select().from(staff);
  const manager = people.find(({ role }) => role === 'manager');
  const acts: Act[] = [];
  for (const recoveryCase of opened) {
    const owner = people.find(({ id }) => id === recoveryCase.ownerId) ?? manager;
    if (!owner || !manager) continue;
    const hours = (after: Date, count: number) => addBusinessHours(company, after, count);
    acts.push(...actsOn(deps, { recoveryCase, owner, manager, chance: scene.chance, hours }));
  }
  acts.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, act } of acts) {
    if (at >= today.toJSDate()) break;
    clock.now = at;
    await act();
  }
  await runJobs(deps, jobHandlers);
}

function actsOn(
  deps: Deps,
  story: {
    recoveryCase: CaseRow;
    owner: Actor;
    manager: Actor;
    chance: Chance;
    hours: (after: Date, count: number) => Date;
  },
): Act[] {
  const { recoveryCase, owner, manager, chance, hours } = story;
  const { id: caseId } = recoveryCase;
  const openedAt = recoveryCase.reopenedAt ?? recoveryCase.openedAt;
  const by = { deps, actor: owner, caseId };
  const isNeglected = chance.happens(0.05);
  const contactAt = hours(openedAt, isNeglected ? 40 + 20 * chance.next() : 0.4 + 9 * chance.next() ** 2);
  const decideAt = hours(contactAt, 0.5 + 5 * chance.next());
  const resolveAt = hours(decideAt, 4 + 30 * chance.next());
  const isApproved = chance.happens(0.86);
  const letter = chance.happens(0.8);
  const contact = chance.of(['call', 'call', 'call', 'mail'] as const);
  return [
    { at: contactAt, act: () => contactCustomer(by, { kind: contact, note: chance.of(contactNotes) }) },
    { at: decideAt, act: () => decideGrant(deps, { caseId, manager, isApproved }) },
    {
      at: resolveAt,
      act: () =>
        resolve(by, {
          outcome: chance.weighted({ 'put-right': 70, apologised: 20, lost: 10 }),
          rootCause: chance.of(rootCauses),
          rootCauseReason: recoveryCase.category ? null : 'other',
          letter: letter ? chance.of(letters) : null,
        }),
    },
  ];
}

async function decideGrant(
  deps: Deps,
  { caseId, manager, isApproved }: { caseId: string; manager: Actor; isApproved: boolean },
): Promise<void> {
  const [proposed] = await deps.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.caseId, caseId), eq(grants.status, 'proposed')));
  if (!proposed) return;
  if (isApproved) await approve({ deps, actor: manager, grantId: proposed.id }, {});
  else
    await decline(
      { deps, actor: manager, grantId: proposed.id },
      { note: 'A sincere apology was what the customer wanted.' },
    );
  await runJobs(deps, jobHandlers);
}

const contactNotes = [
  'Called at once. Listened to the end; the delay was ours. She wants to know it will not happen again.',
  'Reached on the second try. Angry at first, then glad somebody called.',
  'Explained what happened at the depot and what has changed since.',
  'Left a message in the morning, spoke in the afternoon. Agreed on a date.',
];

const rootCauses = [
  'Route was planned without the holiday',
  'Depot ran out of bottles and nobody told the driver',
  'Complaint stayed in a personal mailbox',
  'Invoice run was started twice',
  'New colleague had not been trained for the phone',
];

const letters = [
  'We are sorry. Your delivery was late and nobody called you: both were our fault. Since this week every driver calls an hour ahead, and I look after your orders myself.',
  'We are sorry for the trouble and for how long it took us to answer. What went wrong is put right, and I have checked it myself.',
  'Thank you for telling us. You were right, and we have changed how this is done so that it does not happen again.',
];
