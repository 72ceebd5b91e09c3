import { GuardError, write } from '#db/client.ts';
import { addBusinessHours } from '#server/company/business-hours.ts';
import { theCompany } from '#server/company/company.ts';
import { isNeverContacted } from '#server/email/suppression.ts';
import { reopenCase } from '#server/listen/reopened-cases.ts';
import { isComplainedAbout } from './case.ts';
import type { By } from './cases.ts';
import { caseWithFacts } from './case-facts.ts';
import { refusal } from './refusal.ts';

/** A colleague opens a resolved case again, and says why; its clock starts anew. */
export async function reopen({ deps, actor, caseId }: By, { reason }: { reason: string }): Promise<void> {
  const { db } = deps;
  const { case: c, facts } = await caseWithFacts(db, caseId);
  if (c.status !== 'resolved') throw refusal('not-resolved');
  if (isNeverContacted(facts.customerStatus)) throw refusal('not-to-contact');
  if (isComplainedAbout(c, facts.accountManager, actor)) throw refusal('complained-about');
  const company = await theCompany(db);
  const at = deps.now();
  const contactHours = c.tier === 'gold' ? company.firstContactHoursGold : company.firstContactHours;
  const plan = {
    ownerId: c.ownerId ?? actor.id,
    firstContactDueAt: addBusinessHours(company, at, contactHours),
    resolutionDueAt: addBusinessHours(company, at, company.resolutionHours),
  };
  const { customerId } = c;
  await write(db, (tx) =>
    reopenCase(deps, tx, {
      of: c,
      customerId,
      at,
      plan,
      by: 'hand',
      actorId: actor.id,
      reason: reason.trim(),
    }),
  ).catch((error: unknown) => {
    throw error instanceof GuardError ? refusal('not-resolved') : error;
  });
}
