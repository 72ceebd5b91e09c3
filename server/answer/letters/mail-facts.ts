import { format } from '#client/locales/format.ts';
import type { MailFacts } from '#client/locales/mail-fields.ts';
import { startSmall } from '#client/locales/sentence.ts';
import type { Database } from '#db/client.ts';
import type { Actor } from '#server/auth/actor.ts';
import { labelOf } from '#server/company/codebook.ts';
import type { Language } from '#surveys/languages.ts';
import { givenFor, orderNumber, type partiesOf } from '../parties.ts';
import { repairedSince } from '../repaired.ts';

type Parties = Awaited<ReturnType<typeof partiesOf>>;

/** What a case fills the words of a mail with, as it is said in a language. */
export async function mailFactsOf(
  db: Database,
  { parties, actor, language }: { parties: Parties; actor: Pick<Actor, 'name'>; language: Language },
): Promise<MailFacts> {
  const { case: c, customer, response, company, codebook } = parties;
  const given = await givenFor(db, c.id);
  const { category, detail } = c;
  return {
    name: customer.name,
    company: company.name,
    agent: actor.name,
    order: await orderNumber(db, response.orderId),
    wrong: category && startSmall(labelOf(codebook, { category, detail }, language)),
    changed: await repairedSince(db, category, [language]),
    offer: given && format(language).money(given.amountMinor, given.currency),
  };
}
