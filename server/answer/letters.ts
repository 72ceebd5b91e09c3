import { createElement } from 'react';
import { render } from '@react-email/render';
import { eq } from 'drizzle-orm';
import { format } from '#client/locales/format.ts';
import { caseNotes } from '#db/schema/cases.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { sendMessage, type Alongside, type Message } from '#server/email/messages.ts';
import type { Job } from '#server/jobs/jobs.ts';
import type { JobHandlers } from '#server/jobs/worker.ts';
import { CaseMail, plainText, letterMail, type MailContent } from './emails.tsx';
import { draftedLetter } from './letter.ts';
import { sayIn } from './mail-texts.ts';
import { givenFor, partiesOf } from './parties.ts';

/** What the jobs of this room do. */
export const answerJobs: JobHandlers = {
  'case-message-mail': (deps, job) => sendLetter(deps, job, 'case-message'),
  'case-resolved-mail': (deps, job) => sendLetter(deps, job, 'case-resolved'),
};

const letterSubjects = { 'case-message': 'message.subject', 'case-resolved': 'letter.subject' } as const;

/** The letter an agent starts from, in the customer's language. */
export async function letterDraft({ deps, actor, caseId }: { deps: Deps; actor: Actor; caseId: string }) {
  const { customer, locale, wrong, company } = await partiesOf(deps.db, caseId);
  const given = await givenFor(deps.db, caseId);
  const say = sayIn(locale);
  return {
    locale,
    to: customer.email,
    subject: say('letter.subject'),
    text: draftedLetter(say, {
      customerName: customer.name,
      wrong,
      amount: given ? format(locale).money(given.amountMinor, given.currency) : null,
      agentName: actor.name,
      companyName: company.name,
    }),
  };
}

async function sendLetter(deps: Deps, job: Job, kind: keyof typeof letterSubjects): Promise<void> {
  const caseId = String(job.payload.caseId);
  const [letter] = await deps.db
    .select({ body: caseNotes.body, author: { name: staff.name, email: staff.email } })
    .from(caseNotes)
    .innerJoin(staff, eq(staff.id, caseNotes.authorId))
    .where(eq(caseNotes.id, String(job.payload.noteId)));
  const { customer, locale, company } = await partiesOf(deps.db, caseId);
  if (!letter || !customer.email) return;
  const subject = sayIn(locale)(letterSubjects[kind]);
  const content = letterMail({ subject, locale, letter: letter.body, companyName: company.name });
  const { id: customerId, name, email } = customer;
  await sendCaseMail(deps, content, {
    id: job.id,
    kind,
    to: { name, email },
    headers: replyTo(letter.author),
    customerId,
    caseId,
  });
}

/** Has a mail of a case on its way, once for its id. */
export async function sendCaseMail(
  deps: Deps,
  content: MailContent,
  message: Pick<Message, 'id' | 'kind' | 'to' | 'headers' | 'customerId' | 'caseId'>,
  alongside?: Alongside,
): Promise<void> {
  const { name, email } = message.to;
  const mail = {
    ...message,
    to: { name, email },
    locale: content.locale,
    subject: content.subject,
    html: await render(createElement(CaseMail, { ...content, company: await theCompany(deps.db) })),
    text: plainText(content),
  };
  await sendMessage(deps, mail, alongside);
}

export const replyTo = (person: { email: string } | null): Record<string, string> =>
  person ? { 'Reply-To': person.email } : {};
