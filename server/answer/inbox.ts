import { and, asc, desc, eq, exists, gt, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { DomainError } from '#server/errors.ts';
import type { CaseStatus } from './case.ts';

export const inboxFilters = ['mine', 'all', 'waiting', 'overdue', 'approvals', 'resolved'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

export interface InboxQuery {
  filter: InboxFilter;
  actorId: string;
  now: Date;
  after?: string | undefined;
}

const active: CaseStatus[] = ['open', 'contacted'];
const statusesOf: Record<InboxFilter, CaseStatus[]> = {
  mine: active,
  all: active,
  waiting: ['open'],
  overdue: active,
  approvals: active,
  resolved: ['resolved'],
};

const pageSize = 50;
const verbatimCharacters = 200;

/** Cases nobody has spoken to come first, then those to be resolved, each oldest due first; resolved ones newest first. */
export async function inboxPage(db: Database, query: InboxQuery) {
  const after = query.after === undefined ? null : readKey(query.after);
  const statuses = statusesOf[query.filter];
  const found: Awaited<ReturnType<typeof ofStatus>> = [];
  for (const status of after ? statuses.slice(statuses.indexOf(after.status)) : statuses) {
    const from = after?.status === status ? after : null;
    found.push(...(await ofStatus(db, query, { status, from, limit: pageSize + 1 - found.length })));
    if (found.length > pageSize) break;
  }
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  return { cases: page, next: found.length > pageSize && last ? keyOf(last) : null };
}

/** What the navigation shows beside its entries. */
export async function inboxCounts(db: Database, { actorId, now }: { actorId: string; now: Date }) {
  const one = (condition: SQL | undefined) => sql<number>`coalesce(sum(${condition}), 0)`;
  const [ofCases] = await db
    .select({
      waiting: one(sql`${cases.status} = 'open'`),
      mine: one(sql`${cases.ownerId} = ${actorId}`),
      overdue: one(overdue(now)),
    })
    .from(cases)
    .where(or(eq(cases.status, 'open'), eq(cases.status, 'contacted')));
  const [offers] = await db
    .select({ approvals: sql<number>`count(*)` })
    .from(grants)
    .where(eq(grants.status, 'proposed'));
  return { waiting: 0, mine: 0, overdue: 0, approvals: 0, ...ofCases, ...offers };
}

type Key = { status: CaseStatus; due: Date; id: string };

function ofStatus(
  db: Database,
  query: InboxQuery,
  { status, from, limit }: { status: CaseStatus; from: Key | null; limit: number },
) {
  const isNewestFirst = status === 'resolved';
  const beyond = isNewestFirst ? lt : gt;
  const order = isNewestFirst ? desc : asc;
  const due = cases.firstContactDueAt;
  return db
    .select({
      id: cases.id,
      status: cases.status,
      score: cases.score,
      scoreMeasure: cases.scoreMeasure,
      tier: cases.tier,
      category: cases.category,
      detail: cases.detail,
      outcome: cases.outcome,
      openedAt: cases.openedAt,
      firstContactDueAt: due,
      resolutionDueAt: cases.resolutionDueAt,
      contactedAt: cases.contactedAt,
      resolvedAt: cases.resolvedAt,
      customer: { id: customers.id, name: customers.name },
      owner: { id: staff.id, name: staff.name },
      verbatim: sql<string | null>`substr(${responses.verbatim}, 1, ${verbatimCharacters})`,
      locale: responses.locale,
      isCallWished: isNotNull(callbackRequests.askedAt).mapWith(Boolean),
    })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .leftJoin(staff, eq(staff.id, cases.ownerId))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, cases.responseId))
    .where(
      and(
        eq(cases.status, status),
        query.filter === 'mine' ? eq(cases.ownerId, query.actorId) : undefined,
        query.filter === 'overdue' ? overdue(query.now) : undefined,
        query.filter === 'approvals' ? undecided(db) : undefined,
        from ? or(beyond(due, from.due), and(eq(due, from.due), beyond(cases.id, from.id))) : undefined,
      ),
    )
    .orderBy(order(due), order(cases.id))
    .limit(limit);
}

/** Something is proposed, and nobody has said yes or no to it. */
function undecided(db: Database): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(grants)
      .where(and(eq(grants.caseId, cases.id), eq(grants.status, 'proposed'))),
  );
}

/** As `isOverdue` says it of one case. */
function overdue(now: Date): SQL | undefined {
  return or(
    and(eq(cases.status, 'open'), lt(cases.firstContactDueAt, now)),
    and(eq(cases.status, 'contacted'), lt(cases.resolutionDueAt, now)),
  );
}

function keyOf({
  status,
  firstContactDueAt,
  id,
}: {
  status: CaseStatus;
  firstContactDueAt: Date;
  id: string;
}) {
  return `${status}.${firstContactDueAt.getTime()}.${id}`;
}

function readKey(text: string): Key {
  const [, status, due, id] = /^(open|contacted|resolved)\.(\d{1,15})\.(\w+)$/.exec(text) ?? [];
  if (!status || !due || !id)
    throw new DomainError('invalid', 'This page does not exist.', { after: 'unknown' });
  // The pattern lets nothing else through.
  return { status: status as CaseStatus, due: new Date(Number(due)), id };
}
