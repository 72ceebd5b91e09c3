import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Deps } from '../../deps.ts';
import { phoneOf } from './call.ts';
import { callStandings } from './call-standings.ts';
import {
  interviewerFor,
  mayInterview,
  serviceOf,
  type Interviewee,
  type Interviewer,
} from './interviewer.ts';
import { interviewersOf, servicesTo } from './interviewers.ts';

export type Card = Awaited<ReturnType<typeof cardsOf>>[number];
type Row = Awaited<ReturnType<typeof cardRows>>[number];

const mostAnswers = 3;
const mostAnswersOfAll = 900;

export const dueAt = sql<Date>`${invitations.sendAt}`.mapWith(invitations.sendAt);

/** Calls with their customers, to be narrowed and put in order. */
export function cardRows(db: Database) {
  return db
    .select({
      call: {
        id: invitations.id,
        dueAt,
        locale: invitations.locale,
        closesAt: invitations.closesAt,
      },
      program: { id: programs.id, name: programs.name },
      customer: {
        id: customers.id,
        name: customers.name,
        externalId: customers.externalId,
        tier: customers.tier,
        monthlyRevenueMinor: customers.monthlyRevenueMinor,
        currency: customers.currency,
        accountManager: customers.accountManager,
        timeZone: customers.timeZone,
        attributes: customers.attributes,
      },
      departure: {
        departedOn: departures.departedOn,
        category: departures.category,
        detail: departures.detail,
        reasonText: departures.reasonText,
        monthlyRevenueMinor: departures.monthlyRevenueMinor,
        currency: departures.currency,
      },
    })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .innerJoin(invitations, eq(invitations.waveId, waves.id))
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .leftJoin(departures, eq(departures.id, invitations.subject))
    .$dynamic();
}

/** What a caller should know of each call: the customer, how it stands, and who makes it. */
export async function cardsOf(deps: Deps, actor: Actor, rows: Row[]) {
  const { db } = deps;
  const customerIds = rows.map(({ customer }) => customer.id);
  const calls = rows.map(({ call, customer }) => ({ id: call.id, customerId: customer.id }));
  const [standingOf, services, colleagues, answers, firstOrders] = await Promise.all([
    callStandings(db, calls),
    servicesTo(db, customerIds),
    interviewersOf(deps),
    earlierAnswers(db, customerIds),
    firstOrdersOf(db, customerIds),
  ]);
  return rows.map(({ call, program, customer, departure }) => {
    const { attributes, accountManager, ...rest } = customer;
    const { underWay, allowed, ...standing } = standingOf(call);
    const known = services.get(customer.id) ?? [];
    const interviewee = { locale: call.locale, accountManager, services: known, allowed };
    return {
      ...call,
      ...standing,
      isDue: call.dueAt <= deps.now(),
      underWay: underWay && { ...underWay, isYou: underWay.id === actor.id },
      program,
      customer: {
        ...rest,
        accountManager,
        phone: phoneOf(attributes),
        since: firstOrders.get(customer.id) ?? null,
      },
      departure,
      answers: answers.filter(({ customerId }) => customerId === customer.id).slice(0, mostAnswers),
      mayCall: mayInterview(actor, interviewee),
      yourService: serviceOf(actor, interviewee),
      ...interviewersFor(colleagues, interviewee),
    };
  });
}

/** Who is offered to make a call, and who may not and why. */
function interviewersFor(colleagues: Interviewer[], interviewee: Interviewee) {
  const offered = interviewerFor(colleagues, interviewee);
  const served = colleagues.flatMap(({ id, name, email }) => {
    const service = serviceOf({ id, name, email }, interviewee);
    return service ? [{ id, name, as: service.as, at: service.at }] : [];
  });
  return { offered: offered && { id: offered.id, name: offered.name, locale: offered.locale }, served };
}

async function earlierAnswers(db: Database, customerIds: string[]) {
  if (customerIds.length === 0) return [];
  const { id, customerId, nps, csat, ces, verbatim, answeredAt } = responses;
  return db
    .select({ id, customerId, nps, csat, ces, words: verbatim, at: answeredAt })
    .from(responses)
    .where(and(inArray(customerId, customerIds), eq(responses.status, 'complete')))
    .orderBy(desc(answeredAt))
    .limit(mostAnswersOfAll);
}

/** The day each customer first ordered. */
async function firstOrdersOf(db: Database, customerIds: string[]): Promise<Map<string, string>> {
  if (customerIds.length === 0) return new Map();
  const found = await db
    .select({ customerId: orders.customerId, on: sql<string>`min(${orders.orderedOn})` })
    .from(orders)
    .where(and(inArray(orders.customerId, customerIds), eq(orders.kind, 'order')))
    .groupBy(orders.customerId);
  return new Map(found.map(({ customerId, on }) => [customerId, on]));
}
