import { and, eq, gt, inArray, isNull, lt, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import type { CaseStatus } from './case.ts';

export const inboxFilters = [
  'mine',
  'all',
  'waiting',
  'overdue',
  'approvals',
  'snoozed',
  'resolved',
] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** What narrows a list beside its filter; what is not given may be anything. */
export interface InboxNarrowing {
  severity?: number | undefined;
  tier?: 'gold' | 'silver' | 'copper' | undefined;
  category?: (typeof cases.category.enumValues)[number] | undefined;
  department?: string | undefined;
  language?: string | undefined;
  /** A colleague's id; `none` for cases without an owner. */
  owner?: string | undefined;
}

const active: CaseStatus[] = ['open', 'contacted'];
export const statusesOf: Record<InboxFilter, CaseStatus[]> = {
  mine: active,
  all: active,
  waiting: ['open'],
  overdue: active,
  approvals: active,
  snoozed: active,
  resolved: ['resolved'],
};

export interface Reader {
  actorId: string;
  now: Date;
}

/** The cases that a filter leaves: of those out of sight only who asks for them. */
export function inFilter(db: Database, filter: InboxFilter, { actorId, now }: Reader): SQL | undefined {
  const conditions: Record<InboxFilter, SQL | undefined> = {
    mine: and(eq(cases.ownerId, actorId), inSight(now)),
    all: inSight(now),
    waiting: inSight(now),
    overdue: overdue(now),
    approvals: inArray(cases.id, undecided(db)),
    snoozed: outOfSight(now),
    resolved: undefined,
  };
  return conditions[filter];
}

export function narrowedBy({ severity, tier, category, department, language, owner }: InboxNarrowing) {
  return and(
    severity === undefined ? undefined : eq(cases.severity, severity),
    tier === undefined ? undefined : eq(cases.tier, tier),
    category === undefined ? undefined : eq(cases.category, category),
    department === undefined ? undefined : eq(cases.department, department),
    language === undefined ? undefined : eq(cases.locale, language),
    owner === undefined ? undefined : owner === 'none' ? isNull(cases.ownerId) : eq(cases.ownerId, owner),
  );
}

/** As `isOverdue` says it of one case. */
function overdue(now: Date): SQL | undefined {
  return or(
    and(eq(cases.status, 'open'), lt(cases.firstContactDueAt, now)),
    and(eq(cases.status, 'contacted'), lt(cases.resolutionDueAt, now)),
  );
}

/** As `isSnoozed` says it of one case. */
export function outOfSight(now: Date): SQL | undefined {
  return and(gt(cases.snoozedUntil, now), isNull(cases.unreadReplyAt), not(overdue(now) ?? sql`false`));
}

function inSight(now: Date): SQL | undefined {
  return or(
    isNull(cases.snoozedUntil),
    lte(cases.snoozedUntil, now),
    sql`${cases.unreadReplyAt} IS NOT NULL`,
    overdue(now),
  );
}

/** Something is proposed, and nobody has said yes or no to it. */
function undecided(db: Database) {
  return db
    .select({ caseId: grants.caseId })
    .from(grants)
    .where(and(eq(grants.status, 'proposed'), sql`${grants.caseId} IS NOT NULL`));
}
