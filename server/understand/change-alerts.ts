import { and, desc, eq, gte, inArray, lt, or } from 'drizzle-orm';
import { write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { messages } from '#db/schema/email.ts';
import { changeAlerts } from '#db/schema/understand.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { monthPlus, type Month } from './calendar-month.ts';
import { changesIn, isAboutTheSame, type Change } from './change-alert.ts';
import { lookedAt } from './change-looks.ts';

export type ChangeAlert = Change & { id: string; foundAt: Date };

/** The recurring task: what changed in this month or the last is written down and told, once. */
export async function findChanges(deps: Deps): Promise<void> {
  const { timeZone } = await theCompany(deps.db);
  const month = monthIn(timeZone, deps.now());
  await decidedAfresh(async () => {
    const changes = [
      ...(await changesOf(deps.db, monthPlus(month, -1))),
      ...(await changesOf(deps.db, month)),
    ];
    const known = await deps.db
      .select({ kind: changeAlerts.kind, about: changeAlerts.about, month: changeAlerts.month })
      .from(changeAlerts)
      .where(gte(changeAlerts.month, monthPlus(month, -1)));
    const news = changes.filter((change) => !known.some((one) => isAboutTheSame(one, change)));
    if (news.length > 0) await write(deps.db, (tx) => tell(deps, tx, news));
  });
}

export async function changesOf(db: Database, month: Month): Promise<Change[]> {
  return changesIn(await lookedAt(db, month));
}

/** Fails where another process has just told of one of them: its row may stand once. */
function tell(deps: Deps, tx: Tx, news: Change[]): void {
  const at = deps.now();
  const rows = news.map(({ kind, about, month, ...facts }) => ({
    id: newId(deps),
    kind,
    about,
    month,
    facts,
    foundAt: at,
  }));
  tx.run(insertRows(deps.db, changeAlerts, rows));
  for (const { id: alertId, kind, about, month } of rows)
    record(deps.db, tx, { kind: 'change-found', at, data: { alertId, change: kind, about, month } });
  enqueue(deps, tx, { kind: 'change-mail', payload: { alerts: rows.map(({ id }) => id).join(' ') } });
}

/** The alerts of a mail that still hold. What a correction has taken back is forgotten, unless it was told already. */
export async function stillTrue(deps: Deps, job: { id: string; alerts: string[] }): Promise<ChangeAlert[]> {
  const { db } = deps;
  const rows = await db.select().from(changeAlerts).where(inArray(changeAlerts.id, job.alerts));
  const alerts = rows.map(alertFrom);
  if (await isTold(db, job.id)) return alerts;
  const months = [...new Set(alerts.map(({ month }) => month))];
  const standing = (await Promise.all(months.map((month) => changesOf(db, month)))).flat();
  const holds = (alert: ChangeAlert) => standing.some((one) => isAboutTheSame(one, alert));
  const gone = alerts.filter((alert) => !holds(alert));
  if (gone.length > 0) await write(db, (tx) => takeBack(deps, tx, gone));
  return alerts.filter(holds);
}

/** Mails are called after their job, a hyphen and whom they went to; a dot comes next after a hyphen. */
async function isTold(db: Database, jobId: string): Promise<boolean> {
  const { id } = messages;
  const [told] = await db
    .select({ id })
    .from(messages)
    .where(and(gte(id, `${jobId}-`), lt(id, `${jobId}.`)))
    .limit(1);
  return told !== undefined;
}

function takeBack(deps: Deps, tx: Tx, gone: ChangeAlert[]): void {
  const ids = gone.map(({ id }) => id);
  tx.run(deps.db.delete(changeAlerts).where(inArray(changeAlerts.id, ids)));
  for (const { id: alertId, kind, about, month } of gone)
    record(deps.db, tx, {
      kind: 'change-taken-back',
      at: deps.now(),
      data: { alertId, change: kind, about, month },
    });
}

/** What the overview of a month tells: what changed in it, and what was found since the present month began. */
export async function whatChanged(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  shown: Month | undefined,
): Promise<ChangeAlert[]> {
  const { timeZone } = await theCompany(db);
  const present = monthIn(timeZone, now());
  const rows = await db
    .select()
    .from(changeAlerts)
    .where(or(eq(changeAlerts.month, shown ?? present), and(gte(changeAlerts.month, monthPlus(present, -1)))))
    .orderBy(desc(changeAlerts.foundAt), changeAlerts.id);
  return rows
    .map(alertFrom)
    .filter(({ month, foundAt }) => month === shown || monthIn(timeZone, foundAt) === present);
}

type Row = typeof changeAlerts.$inferSelect;

/** `facts` is what `tell` wrote. */
const alertFrom = ({ facts, ...row }: Row): ChangeAlert => ({
  ...(facts as unknown as Omit<Change, 'kind' | 'about' | 'month'>),
  ...row,
});

/** Where the desk shows what an alert is about. */
export function placeOf({ kind, about, month }: Pick<Change, 'kind' | 'about' | 'month'>): string {
  if (kind === 'reason-rose') return `/reasons?category=${about}&from=${monthPlus(month, -11)}&to=${month}`;
  if (kind === 'department-fell') return `/?month=${month}&department=${encodeURIComponent(about)}`;
  return `/?month=${month}`;
}
