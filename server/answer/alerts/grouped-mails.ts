import { and, asc, eq, gt, gte, inArray, isNull, sql } from 'drizzle-orm';
import { GuardError, write, type Database } from '#db/client.ts';
import { caseNotices } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { grouped, urgentFrom, type EarlierMail, type Waiting } from './grouping.ts';
import { hearersOf } from './hearers.ts';
import { isStillNews, type Hearer, type Notice } from './notice.ts';

const hour = 3_600_000;

/** Has everybody mailed what is due to her. Returns when the next mail will be, where something waits. */
export async function groupMails(deps: Deps): Promise<Date | null> {
  const { db } = deps;
  const waiting = await waitingByPerson(db);
  if (waiting.size === 0) return null;
  const now = deps.now();
  const [{ timeZone }, hearers, earlier] = await Promise.all([
    theCompany(db),
    hearersOf(db),
    earlierMails(db, new Date(now.getTime() - hour)),
  ]);
  const people = new Map<string, Hearer>(hearers.map((hearer) => [hearer.id, hearer]));
  const later: Date[] = [];
  for (const [staffId, owed] of waiting) {
    const hearer = people.get(staffId) ?? gone(staffId);
    const mails = earlier.get(staffId) ?? [];
    const decided = grouped(owed, { mode: hearer.mode, earlier: mails, timeZone }, now);
    if (hearer.mode === 'off') await tell(deps, { hearer, mails, isUrgentOnly: false });
    else if (decided.tell === 'nothing') later.push(...(decided.until ? [decided.until] : []));
    else await tell(deps, { hearer, mails, isUrgentOnly: decided.tell === 'urgent' });
  }
  return later.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** What waits for somebody who left meanwhile, or wants no mail any more, is told to nobody. */
const gone = (id: string): Hearer => ({ id, role: 'agent', mode: 'off', scope: 'mine', leastSeverity: 1 });

async function waitingByPerson(db: Database): Promise<Map<string, Waiting>> {
  const rows = await db
    .select({
      staffId: caseNotices.staffId,
      since: sql<number>`min(${caseNotices.at})`,
      worst: sql<number>`max(${cases.severity})`,
    })
    .from(caseNotices)
    .innerJoin(cases, eq(cases.id, caseNotices.caseId))
    .where(isNull(caseNotices.mailedAt))
    .groupBy(caseNotices.staffId);
  return new Map(rows.map(({ staffId, since, worst }) => [staffId, { since: new Date(since), worst }]));
}

async function earlierMails(db: Database, since: Date): Promise<Map<string, EarlierMail[]>> {
  const { staffId, mailedAt } = caseNotices;
  const rows = await db
    .select({ staffId, at: mailedAt, worst: sql<number>`max(${cases.severity})` })
    .from(caseNotices)
    .innerJoin(cases, eq(cases.id, caseNotices.caseId))
    .where(gt(mailedAt, since))
    .groupBy(mailedAt, staffId);
  const mails = new Map<string, EarlierMail[]>();
  for (const { staffId: id, at, worst } of rows)
    if (at) mails.set(id, [...(mails.get(id) ?? []), { at, wasUrgent: worst >= urgentFrom }]);
  return mails;
}

interface Telling {
  hearer: Hearer;
  mails: EarlierMail[];
  isUrgentOnly: boolean;
}

/** Marks what the mail is of and asks for it, in one transaction; what is news no more is forgotten in it. */
async function tell(deps: Deps, telling: Telling): Promise<void> {
  const { db } = deps;
  const { hearer } = telling;
  const rows = await waitingFor(db, telling);
  const news = rows
    .filter(({ notice, c }) => isStillNews(notice.kind, c, hearer))
    .map(({ notice }) => notice);
  const stale = rows.map(({ notice }) => notice).filter((notice) => !news.includes(notice));
  const mailedAt = nextMoment(deps.now(), telling.mails);
  const [first, ...others] = news;
  await write(db, (tx) => {
    for (const some of chunks(stale)) tx.run(db.delete(caseNotices).where(these(hearer.id, some)));
    if (!first) return;
    const mark = (some: Notice[]) => db.update(caseNotices).set({ mailedAt }).where(these(hearer.id, some));
    tx.must(mark([first]), 'Another process has told her.');
    for (const some of chunks(others)) tx.run(mark(some));
    enqueue(deps, tx, { kind: 'alert-mail', payload: { staffId: hearer.id, mailedAt: mailedAt.getTime() } });
  }).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
  });
}

function waitingFor(db: Database, { hearer, isUrgentOnly }: Telling) {
  const { status, ownerId, severity, unreadReplyAt } = cases;
  return db
    .select({ notice: caseNotices, c: { status, ownerId, severity, unreadReplyAt } })
    .from(caseNotices)
    .innerJoin(cases, eq(cases.id, caseNotices.caseId))
    .where(
      and(
        isNull(caseNotices.mailedAt),
        eq(caseNotices.staffId, hearer.id),
        isUrgentOnly ? gte(severity, urgentFrom) : undefined,
      ),
    )
    .orderBy(asc(caseNotices.eventId));
}

function these(staffId: string, notices: Notice[]) {
  const ids = notices.map(({ eventId }) => eventId);
  return and(
    eq(caseNotices.staffId, staffId),
    inArray(caseNotices.eventId, ids),
    isNull(caseNotices.mailedAt),
  );
}

/** Mails are told apart by their moment, so no two to one person have the same. */
function nextMoment(now: Date, mails: EarlierMail[]): Date {
  const last = Math.max(0, ...mails.map(({ at }) => at.getTime()));
  return new Date(Math.max(now.getTime(), last + 1));
}

function chunks<T>(rows: T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}
