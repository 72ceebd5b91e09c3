import { createElement } from 'react';
import { render } from '@react-email/render';
import { eq } from 'drizzle-orm';
import { format } from '#client/locales/format.ts';
import { caseNotes } from '#db/schema/cases.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '#server/auth/actor.ts';
import { filledMail } from '#client/locales/mail-fields.ts';
import { theCompany, type Company } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/email/mail-texts.ts';
import { sendMessage, type Alongside, type Message } from '#server/email/messages.ts';
import { DomainError } from '#server/errors.ts';
import type { Job } from '#server/jobs/jobs.ts';
import type { JobHandlers } from '#server/jobs/worker.ts';
import { CaseMail, plainText, letterMail, type MailContent } from './emails.tsx';
import { draftedLetter } from './letter.ts';
import { mailFactsOf } from './mail-facts.ts';
import { blanksIn, wordsIn } from './mail-template.ts';
import { theTemplate } from './mail-templates.ts';
import { markedAddress } from './reply-mark.ts';
import { sayIn } from './mail-texts.ts';
import { givenFor, partiesOf } from '../parties.ts';

/** What the jobs of this room do. */
export const answerJobs: JobHandlers = {
  'case-message-mail': (deps, job) => sendLetter(deps, job, 'case-message'),
  'case-resolved-mail': (deps, job) => sendLetter(deps, job, 'case-resolved'),
};

const letterSubjects = { 'case-message': 'message.subject', 'case-resolved': 'letter.subject' } as const;
type Parties = Awaited<ReturnType<typeof partiesOf>>;

/** The letter an agent starts from, in the customer's language: the shipped apology, or a template's words. */
export async function letterDraft(asked: {
  deps: Deps;
  actor: Actor;
  caseId: string;
  templateId?: string | undefined;
}) {
  const { deps, actor, caseId, templateId } = asked;
  const parties = await partiesOf(deps.db, caseId);
  if (templateId !== undefined) return templateDraft(deps, { parties, actor, templateId });
  const { customer, locale, wrong, company } = parties;
  const given = await givenFor(deps.db, caseId);
  const say = sayIn(locale);
  return {
    locale,
    to: customer.email,
    isReplyKept: company.replyAddress !== null,
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

async function templateDraft(
  { db }: Deps,
  { parties, actor, templateId }: { parties: Parties; actor: Actor; templateId: string },
) {
  const { texts } = await theTemplate(db, templateId);
  const words = wordsIn(texts, languageOf(parties.locale), parties.company.locale);
  if (!words) throw new DomainError('not_found', 'This template has no words.');
  const { language, subject, body } = words;
  const facts = await mailFactsOf(db, { parties, actor, language });
  const fill = (text: string) => filledMail(text, facts, blanksIn(language));
  const { customer, company } = parties;
  const kept = { to: customer.email, isReplyKept: company.replyAddress !== null };
  return { locale: language, ...kept, subject: fill(subject), text: fill(body) };
}

async function sendLetter(deps: Deps, job: Job, kind: keyof typeof letterSubjects): Promise<void> {
  const caseId = String(job.payload.caseId);
  const [letter] = await deps.db
    .select({
      subject: caseNotes.subject,
      body: caseNotes.body,
      author: { name: staff.name, email: staff.email },
    })
    .from(caseNotes)
    .innerJoin(staff, eq(staff.id, caseNotes.authorId))
    .where(eq(caseNotes.id, String(job.payload.noteId)));
  const { customer, locale, company } = await partiesOf(deps.db, caseId);
  if (!letter || !customer.email) return;
  const subject = letter.subject || sayIn(locale)(letterSubjects[kind]);
  const content = letterMail({ subject, locale, letter: letter.body, companyName: company.name });
  const { id: customerId, name, email } = customer;
  await sendCaseMail(deps, content, {
    id: job.id,
    kind,
    to: { name, email },
    headers: replyTo(deps, { caseId, company, person: letter.author }),
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

/** A reply finds its case by the mark where the company receives mail; else it goes to the person who wrote. */
export function replyTo(
  { secret }: Pick<Deps, 'secret'>,
  { caseId, company, person }: { caseId: string | null; company: Company; person: { email: string } | null },
): Record<string, string> {
  const { replyAddress } = company;
  if (replyAddress && caseId !== null) return { 'Reply-To': markedAddress(secret, replyAddress, caseId) };
  return person ? { 'Reply-To': person.email } : {};
}
