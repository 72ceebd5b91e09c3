import type { Database } from '#db/client.ts';
import type { Actor } from '#server/auth/actor.ts';
import { languageOf } from '#server/email/mail-texts.ts';
import { guideIn, guideKindOf } from './guide.ts';
import { mailFactsOf } from './letters/mail-facts.ts';
import { partiesOf } from './parties.ts';

/** What to say to the customer, step by step: in her language, and in the agent's where that is another. */
export async function guideOf(db: Database, caseId: string, actor: Pick<Actor, 'name' | 'locale'>) {
  const parties = await partiesOf(db, caseId);
  const kind = guideKindOf(parties.case);
  const hers = languageOf(parties.locale);
  const said = async (language: typeof hers) =>
    guideIn(language, kind, await mailFactsOf(db, { parties, actor, language }));
  const steps = await said(hers);
  const yours = hers === actor.locale ? null : await said(actor.locale);
  return {
    kind,
    language: hers,
    steps: steps.map(({ step, text }, at) => ({ step, text, yours: yours?.[at]?.text ?? null })),
  };
}
