import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseNotices } from '#db/schema/alerts.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { sendMessage } from '#server/email/messages.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { dueAt } from '../case.ts';
import { alertMail } from '../letters/emails.tsx';
import { sendCaseMail } from '../letters/letters.ts';
import { sayIn } from '../letters/mail-texts.ts';
import { partiesOf } from '../parties.ts';
import { alertListMail } from './alert-mail.tsx';
import { hearersOf } from './hearers.ts';
import { isStillNews } from './notice.ts';
import { speechIn, type Speech } from './say.ts';
import { byUrgency, casesNamed, scoreMost, type ToldCase } from './told-case.ts';

type Reader = Awaited<ReturnType<typeof hearersOf>>[number];

interface Told {
  reader: Reader;
  told: ToldCase[];
  speech: Speech;
  messageId: string;
}

/** The job that mails somebody what was marked for this mail, as far as it is news still. */
export async function mailAlerts(deps: Deps, job: Job): Promise<void> {
  const { db } = deps;
  const reader = (await hearersOf(db)).find(({ id }) => id === job.payload.staffId);
  if (!reader) return;
  const told = await toldTo(db, reader, new Date(Number(job.payload.mailedAt)));
  const [first] = told;
  if (!first) return;
  const [{ timeZone }, codebook] = await Promise.all([theCompany(db), theCodebook(db)]);
  const speech = speechIn(reader.locale, { timeZone, codebook, now: deps.now() });
  const mail = { reader, told, speech, messageId: job.id };
  await (told.length === 1 ? mailOne(deps, mail, first) : mailList(deps, mail));
}

async function toldTo(db: Database, reader: Reader, mailedAt: Date): Promise<ToldCase[]> {
  const notices = await db
    .select({ caseId: caseNotices.caseId, kind: caseNotices.kind })
    .from(caseNotices)
    .where(and(eq(caseNotices.mailedAt, mailedAt), eq(caseNotices.staffId, reader.id)))
    .orderBy(asc(caseNotices.eventId));
  const named = await casesNamed(db, [...new Set(notices.map(({ caseId }) => caseId))]);
  const told = notices.flatMap(({ caseId, kind }) => {
    const known = named.get(caseId);
    return known && isStillNews(kind, known.case, reader) ? [{ ...known, kind }] : [];
  });
  return byUrgency(told);
}

async function mailOne(deps: Deps, { reader, speech, messageId }: Told, { kind, case: c }: ToldCase) {
  const { customer, response, callback, company } = await partiesOf(deps.db, c.id);
  const { locale } = reader;
  const due = dueAt[c.status](c);
  const content = alertMail(sayIn(locale), {
    locale,
    news: kind === 'opened' ? null : speech.t(`alerts:kinds.${kind}`),
    customerName: customer.name,
    score: c.score,
    scoreMost: scoreMost[c.scoreMeasure ?? 'nps'],
    reason: c.category && speech.reason(c.category, c.detail),
    verbatim: response.verbatim,
    call: callback,
    due: due && speech.instant(due),
    isContacted: c.status !== 'open',
    hasOwner: c.ownerId !== null,
    url: `${deps.config.url}/inbox/${c.id}`,
    companyName: company.name,
  });
  await sendCaseMail(deps, content, { id: messageId, kind: 'case-alert', to: reader, caseId: c.id });
}

async function mailList(deps: Deps, { reader, told, speech, messageId }: Told): Promise<void> {
  const company = await theCompany(deps.db);
  const isAllHers = told.every(({ case: c }) => c.ownerId === reader.id);
  const mail = await alertListMail(told, {
    speech,
    company,
    linkTo: (place) => `${deps.config.url}${place}`,
    inbox: `/inbox?filter=${isAllHers ? 'mine' : 'all'}`,
  });
  const { name, email, locale } = reader;
  await sendMessage(deps, {
    id: messageId,
    kind: 'case-alert',
    to: { name, email },
    locale,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
  });
}
