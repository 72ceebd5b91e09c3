import { and, asc, desc, eq, gt, gte, isNotNull, lt, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { burnsAtText, cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { DomainError } from '#server/errors.ts';
import type { CaseStatus } from './case.ts';
import {
  inFilter,
  narrowedBy,
  outOfSight,
  statusesOf,
  type InboxFilter,
  type InboxNarrowing,
  type Reader,
} from './inbox-filter.ts';

export interface InboxQuery extends Reader {
  filter: InboxFilter;
  narrowing?: InboxNarrowing;
  after?: string | undefined;
}

const pageSize = 50;
const verbatimCharacters = 200;

/** Cases nobody has spoken to come first, then those to be resolved, each by when it burns; resolved ones newest first. */
export async function inboxPage(db: Database, query: InboxQuery) {
  const after = query.after === undefined ? null : readKey(query.after);
  const statuses = statusesOf[query.filter];
  const keys: Key[] = [];
  for (const status of after ? statuses.slice(statuses.indexOf(after.status)) : statuses) {
    const from = after?.status === status ? after : null;
    keys.push(...(await keysOf(db, query, { status, from, limit: pageSize + 1 - keys.length })));
    if (keys.length > pageSize) break;
  }
  const page = keys.slice(0, pageSize);
  const last = page.at(-1);
  return {
    cases: await rowsOf(
      db,
      page.map(({ id }) => id),
    ),
    next: keys.length > pageSize && last ? keyText(last) : null,
  };
}

/** What the navigation shows beside its entries. Each is a count of an index's entries, however many cases there are. */
export async function inboxCounts(db: Database, reader: Reader) {
  const n = (condition: SQL | undefined) => sql<number>`(SELECT count(*) FROM cases WHERE ${condition})`;
  const [counted] = await db
    .select({
      open: n(sql`status = 'open'`),
      hers: n(sql`owner_id = ${reader.actorId} AND status IN ('open', 'contacted')`),
      late: n(sql`status = 'open' AND ${lt(cases.firstContactDueAt, reader.now)}`),
      unresolved: n(sql`status = 'contacted' AND ${lt(cases.resolutionDueAt, reader.now)}`),
      approvals: sql<number>`(SELECT count(*) FROM grants WHERE status = 'proposed')`,
    })
    .from(sql`(SELECT 1)`);
  const { open = 0, hers = 0, late = 0, unresolved = 0, approvals = 0 } = counted ?? {};
  const away = await outOfSightOf(db, reader);
  return { waiting: open - away.open, mine: hers - away.hers, overdue: late + unresolved, approvals };
}

async function outOfSightOf(db: Database, { actorId, now }: Reader) {
  const hidden = await db
    .select({ status: cases.status, ownerId: cases.ownerId })
    .from(cases)
    .where(and(ne(cases.status, 'resolved'), outOfSight(now)));
  const open = hidden.filter(({ status }) => status === 'open').length;
  return { open, hers: hidden.filter(({ ownerId }) => ownerId === actorId).length };
}

type Key = { status: CaseStatus; burnsAt: number; id: string };

// The index holds all that is asked here: a hundred thousand cases are narrowed without reading one of their rows.
const byBurning = sql`cases INDEXED BY cases_burning`;
const burnsAt = sql<number>`${sql.raw(burnsAtText)}`;

function keysOf(
  db: Database,
  query: InboxQuery,
  { status, from, limit }: { status: CaseStatus; from: Key | null; limit: number },
): Promise<Key[]> {
  const isNewestFirst = status === 'resolved';
  const order = isNewestFirst ? desc : asc;
  const [past, further] = isNewestFirst ? [lte, lt] : [gte, gt];
  const beyond = ({ burnsAt: at, id }: Key) => or(further(burnsAt, at), further(cases.id, id));
  return db
    .select({ status: sql<CaseStatus>`${cases.status}`, burnsAt, id: sql<string>`${cases.id}` })
    .from(byBurning)
    .where(
      and(
        // Written out, because only so the index's expression is known to be in order.
        sql`${cases.status} = ${sql.raw(`'${status}'`)}`,
        inFilter(db, query.filter, query),
        narrowedBy(query.narrowing ?? {}),
        from ? and(past(burnsAt, from.burnsAt), beyond(from)) : undefined,
      ),
    )
    .orderBy(order(burnsAt), order(cases.id))
    .limit(limit);
}

/** The rows of a page in its order. */
async function rowsOf(db: Database, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: cases.id,
      status: cases.status,
      severity: cases.severity,
      score: cases.score,
      scoreMeasure: cases.scoreMeasure,
      tier: cases.tier,
      category: cases.category,
      detail: cases.detail,
      outcome: cases.outcome,
      openedAt: cases.openedAt,
      firstContactDueAt: cases.firstContactDueAt,
      resolutionDueAt: cases.resolutionDueAt,
      contactedAt: cases.contactedAt,
      resolvedAt: cases.resolvedAt,
      snoozedUntil: cases.snoozedUntil,
      unreadReplyAt: cases.unreadReplyAt,
      customer: { id: customers.id, name: customers.name },
      owner: { id: staff.id, name: staff.name },
      verbatim: sql<string | null>`substr(${responses.verbatim}, 1, ${verbatimCharacters})`,
      locale: responses.locale,
      isCallWished: isNotNull(callbackRequests.askedAt).mapWith(Boolean),
    })
    .from(sql`json_each(${JSON.stringify(ids)}) AS page`)
    .innerJoin(cases, sql`${cases.id} = page.value`)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .leftJoin(staff, eq(staff.id, cases.ownerId))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, cases.responseId))
    .orderBy(sql`page.key`);
}

const keyText = ({ status, burnsAt, id }: Key) => `${status}.${burnsAt}.${id}`;

function readKey(text: string): Key {
  const [, status, burns, id] = /^(open|contacted|resolved)\.(\d{1,15})\.(\w+)$/.exec(text) ?? [];
  if (!status || !burns || !id)
    throw new DomainError('invalid', 'This page does not exist.', { after: 'unknown' });
  // The pattern lets nothing else through.
  return { status: status as CaseStatus, burnsAt: Number(burns), id };
}
