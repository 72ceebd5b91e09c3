import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { caseNotes, cases } from '#db/schema/cases.ts';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { surveyVersions } from '#db/schema/programs.ts';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { answersInWords } from '#surveys/answers-in-words.ts';
import type { Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import type { Actor } from '#server/auth/actor.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import { isComplainedAbout, isInVain, type Case } from './case.ts';
import { latestAnswer } from './case-answer.ts';
import { readingOf, reasonsOf } from './case-reasons.ts';
import { guideOf } from './guides.ts';
import { mostFor } from './grants/grants.ts';
import { commitmentsOf } from './commitments.ts';
import { dueChoices } from './due-choice.ts';
import { balanceOf } from './grants/customer-grants.ts';
import { repliesOf } from './letters/replies.ts';
import { storyOf } from './timeline.ts';

/** When the page is read, and in whose language. */
export interface CaseReading {
  now: Date;
  language: Language;
  /** Who reads it. */
  reader: Pick<Actor, 'name' | 'locale'>;
}

/** One case with everything its page shows. */
export async function casePage(db: Database, caseId: string, { now, language, reader }: CaseReading) {
  const [row] = await db
    .select({
      case: cases,
      customer: customers,
      response: responses,
      definition: surveyVersions.definition,
      callback: {
        phone: callbackRequests.phone,
        wishedTime: callbackRequests.wishedTime,
        askedAt: callbackRequests.askedAt,
      },
      askedBy: staff.name,
    })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .innerJoin(responses, eq(responses.id, latestAnswer))
    .leftJoin(surveyVersions, eq(surveyVersions.id, responses.surveyVersionId))
    .leftJoin(callbackRequests, eq(callbackRequests.responseId, responses.id))
    .leftJoin(staff, eq(staff.id, responses.interviewedBy))
    .where(eq(cases.id, caseId));
  if (!row) throw new DomainError('not_found', 'There is no such case.');
  const { customer, response } = row;
  const offer = await offerOf(db, caseId);
  return {
    case: row.case,
    customer: { ...customerPart(customer), ...(await habitsOf(db, customer.id, now)) },
    response: {
      id: response.id,
      verbatim: response.verbatim,
      locale: response.locale,
      answers: row.definition ? answersInWords(asDefinition(row.definition), response.answers, language) : [],
      answeredAt: response.answeredAt,
      version: response.version,
      score: row.case.scoreMeasure && response[row.case.scoreMeasure],
      askedBy: row.askedBy,
      reasons: await reasonsOf(db, response.id),
      reading: await readingOf(db, response.id),
    },
    /** What she said first, where an answer since has opened the case again. */
    first: response.id === row.case.responseId ? null : await wordsOf(db, row.case.responseId),
    callback: row.callback,
    order: await orderOf(db, offer?.grant.orderId ?? response.orderId),
    offer: offer && {
      ...offer.grant,
      mostMinor: await mostFor(db, offer.grant, offer.order),
      decision: offer.decision,
    },
    colleagues: await colleaguesFor(db, row.case, customer.accountManager),
    guide: await guideOf(db, caseId, reader),
    callsInVain: await callsInVain(db, caseId),
    replies: await repliesOf(db, caseId),
    commitments: await commitmentsOf(db, caseId),
    dueChoices: dueChoices(await theCompany(db), now),
    story: await storyOf(db, customer.id),
  };
}

async function wordsOf(db: Database, responseId: string) {
  const { verbatim, locale, answeredAt } = responses;
  const [words] = await db
    .select({ verbatim, locale, answeredAt })
    .from(responses)
    .where(eq(responses.id, responseId));
  return words ?? null;
}

// Only what `checkDefinition` has let through is ever published.
const asDefinition = (definition: Record<string, unknown>) => definition as SurveyDefinition;

function customerPart(customer: typeof customers.$inferSelect) {
  const {
    searchText: _search,
    attributes: _attributes,
    createdAt: _created,
    updatedAt: _updated,
    ...shown
  } = customer;
  return shown;
}

async function habitsOf(db: Database, customerId: string, now: Date) {
  const days = await db
    .selectDistinct({ on: orders.orderedOn })
    .from(orders)
    .where(and(eq(orders.customerId, customerId), eq(orders.kind, 'order')))
    .orderBy(desc(orders.orderedOn))
    .limit(25);
  const [earlier] = await db
    .select({ cases: sql<number>`count(*)` })
    .from(cases)
    .where(eq(cases.customerId, customerId));
  const yearAgo = new Date(now.getTime() - 365 * 86_400_000);
  const compensated = await db
    .select({ currency: grants.currency, amountMinor: sql<number>`sum(${grants.amountMinor})` })
    .from(grants)
    .where(
      and(
        eq(grants.customerId, customerId),
        eq(grants.role, 'compensation'),
        inArray(grants.status, ['issued', 'redeemed']),
        gte(grants.issuedAt, yearAgo),
      ),
    )
    .groupBy(grants.currency);
  return {
    usualGapDays: usualGapDays(days.map(({ on }) => on)),
    earlierCases: Math.max(0, (earlier?.cases ?? 1) - 1),
    compensatedLastYear: compensated,
    balance: await balanceOf(db, customerId),
  };
}

/** The median gap between days on which the customer ordered; null with fewer than three such days. */
export function usualGapDays(daysNewestFirst: string[]): number | null {
  if (daysNewestFirst.length < 3) return null;
  const at = daysNewestFirst.map((day) => Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  const gaps = at.slice(1).map((earlier, index) => (at[index] ?? earlier) - earlier);
  const sorted = gaps.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const around = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return Math.round(around.reduce((sum, gap) => sum + gap, 0) / around.length);
}

/** How often in a row she was called and not reached. */
async function callsInVain(db: Database, caseId: string): Promise<number> {
  const calls = await db
    .select({ result: caseNotes.callResult })
    .from(caseNotes)
    .where(and(eq(caseNotes.caseId, caseId), eq(caseNotes.kind, 'call')))
    .orderBy(desc(caseNotes.at), desc(caseNotes.id))
    .limit(20);
  const reached = calls.findIndex(({ result }) => !isInVain(result));
  return reached === -1 ? calls.length : reached;
}

async function offerOf(db: Database, caseId: string) {
  const [row] = await db
    .select({
      grant: grants,
      order: orders,
      decision: { by: staff.name, note: grantDecisions.note, at: grantDecisions.at },
    })
    .from(grants)
    .leftJoin(orders, eq(orders.id, grants.orderId))
    .leftJoin(grantDecisions, eq(grantDecisions.grantId, grants.id))
    .leftJoin(staff, eq(staff.id, grantDecisions.staffId))
    .where(and(eq(grants.caseId, caseId), eq(grants.role, 'compensation')))
    // What waits for a decision comes before what was given since.
    .orderBy(desc(eq(grants.status, 'proposed')), desc(grants.proposedAt))
    .limit(1);
  return row ? { ...row, decision: row.decision.at ? row.decision : null } : null;
}

async function orderOf(db: Database, orderId: string | null) {
  if (!orderId) return null;
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) return null;
  const { id, externalId, amountMinor, currency, orderedOn } = order;
  return { id, externalId, amountMinor, currency, orderedOn };
}

/** Who may be given the case, and who may not because the complaint is about her. */
async function colleaguesFor(db: Database, c: Case, accountManager: string | null) {
  const here = await db
    .select({ id: staff.id, name: staff.name, email: staff.email })
    .from(staff)
    .where(isNull(staff.leftAt))
    .orderBy(asc(staff.name));
  return here.map((colleague) => ({
    id: colleague.id,
    name: colleague.name,
    isComplainedAbout: isComplainedAbout(c, accountManager, colleague),
  }));
}
