import { and, eq } from 'drizzle-orm';
import { grants } from '#db/schema/grants.ts';
import { staff } from '#db/schema/staff.ts';
import { contactCustomer, resolve } from '../answer/cases.ts';
import { escalateCases } from '../answer/escalation/escalations.ts';
import { approve, decline } from '../answer/grants/grants.ts';
import { addBusinessHours } from '../company/business-hours.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { byOwner, type Act, type CaseRow, type CaseStory } from './case-story.ts';
import { wordsIn } from './case-words.ts';
import { promiseActs } from './promising.ts';
import type { Scene } from './settle-in.ts';
import { replyActs } from './writing-back.ts';

/** What the agents did about the cases of a month: most in time, some late, the newest not yet. */
export async function answerCases(deps: Deps, scene: Scene, opened: CaseRow[]): Promise<void> {
  const { clock, today, chance } = scene;
  const company = await theCompany(deps.db);
  const colleagues = await deps.db.select().from(staff);
  const manager = colleagues.find(({ role }) => role === 'manager');
  if (!manager) return;
  const people = new Map(scene.people.map((person) => [person.row.id, person]));
  const hours = (after: Date, count: number) => addBusinessHours(company, after, count);
  const acts = opened.flatMap((recoveryCase) => {
    const owner = colleagues.find(({ id }) => id === recoveryCase.ownerId) ?? manager;
    const person = people.get(recoveryCase.customerId);
    return actsOn({ deps, recoveryCase, person, owner, manager, chance, hours });
  });
  acts.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, act } of acts) {
    if (at >= today.toJSDate()) break;
    clock.now = at;
    await act();
  }
  await runJobs(deps, jobHandlers);
}

function actsOn(story: CaseStory): Act[] {
  const { deps, recoveryCase, owner, manager, chance, hours } = story;
  const { id: caseId, firstContactDueAt, resolutionDueAt, locale } = recoveryCase;
  const openedAt = recoveryCase.reopenedAt ?? recoveryCase.openedAt;
  const by = byOwner(story);
  const isNeglected = chance.happens(0.05);
  const contactAt = hours(openedAt, isNeglected ? 40 + 20 * chance.next() : 0.4 + 9 * chance.next() ** 2);
  const decideAt = hours(contactAt, 0.5 + 5 * chance.next());
  const resolveAt = hours(decideAt, 4 + 30 * chance.next());
  const isApproved = chance.happens(0.86);
  const kind = chance.of(['call', 'call', 'call', 'mail'] as const);
  const note = chance.of(wordsIn(owner.locale).notes);
  return [
    ...lateActs(deps, { due: firstContactDueAt, doneAt: contactAt }),
    { at: contactAt, act: () => contactCustomer(by, { kind, note }) },
    ...promiseActs(story, contactAt),
    ...replyActs(story, contactAt),
    { at: decideAt, act: () => decideGrant(deps, { caseId, manager, isApproved }) },
    ...lateActs(deps, { due: resolutionDueAt, doneAt: resolveAt }),
    resolveAct(story, resolveAt, chance.happens(0.8) ? chance.of(wordsIn(locale).letters) : null),
  ];
}

/** Whoever is to be told that a clock has run out is told. */
const lateActs = (deps: Deps, { due, doneAt }: { due: Date; doneAt: Date }): Act[] =>
  doneAt > due ? [{ at: new Date(due.getTime() + 60_000), act: () => escalateCases(deps) }] : [];

const goodwillBack = { 'put-right': 0.7, apologised: 0.3, lost: 0 };

function resolveAct(story: CaseStory, at: Date, letter: string | null): Act {
  const { recoveryCase, person, owner, chance } = story;
  const outcome = chance.weighted({ 'put-right': 70, apologised: 20, lost: 10 });
  const rootCause = chance.of(wordsIn(owner.locale).rootCauses);
  const rootCauseReason = recoveryCase.category ? null : 'other';
  const act = async () => {
    await resolve(byOwner(story), { outcome, rootCause, rootCauseReason, letter });
    if (person) person.goodwill = Math.min(10, person.goodwill + goodwillBack[outcome]);
  };
  return { at, act };
}

async function decideGrant(
  deps: Deps,
  { caseId, manager, isApproved }: Pick<CaseStory, 'manager'> & { caseId: string; isApproved: boolean },
): Promise<void> {
  const [proposed] = await deps.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.caseId, caseId), eq(grants.status, 'proposed')));
  if (!proposed) return;
  const by = { deps, actor: manager, grantId: proposed.id };
  if (isApproved) await approve(by, {});
  else await decline(by, { note: wordsIn(manager.locale).declined });
  await runJobs(deps, jobHandlers);
}
