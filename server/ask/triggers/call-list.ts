import { and, asc, desc, eq, gt, inArray, isNull, lte, notInArray, or, sql } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { contacts } from '#db/schema/email.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import type { Actor } from '../../auth/actor.ts';
import { isAccountManager } from '../../customers/account-manager.ts';
import type { Deps } from '../../deps.ts';
import { phoneOf } from './call.ts';

const comingDays = 31;
const mostAnswers = 3;
const pageSize = 100;
const waiting = ['queued', 'delivered', 'opened', 'started'] as const;

export type Call = Awaited<ReturnType<typeof callsFor>>['calls'][number];

/** The calls that are due and those of the next month, the earliest first; `after` asks for those behind a page. */
export async function callsFor(deps: Deps, actor: Actor, after: string | null) {
  const rows = await callRows(deps, after);
  const page = rows.slice(0, pageSize);
  const [tries, answers] = await Promise.all([triesOf(deps, page), earlierAnswers(deps, page)]);
  const calls = page.map(({ call, program, customer, departure }) => {
    const { attributes, ...rest } = customer;
    return {
      ...call,
      isDue: call.dueAt <= deps.now(),
      status: call.status === 'queued' ? ('waiting' as const) : ('reached' as const),
      tries: tries.get(call.id) ?? 0,
      program,
      customer: { ...rest, phone: phoneOf(attributes) },
      departure,
      answers: answers.filter(({ customerId }) => customerId === customer.id).slice(0, mostAnswers),
      // A5: never by the one who lost her.
      mayCall: !isAccountManager(actor, customer.accountManager),
    };
  });
  const last = page.at(-1)?.call;
  return { calls, next: rows.length > pageSize && last ? `${last.dueAt.getTime()} ${last.id}` : null };
}

const dueAt = sql<Date>`${invitations.sendAt}`.mapWith(invitations.sendAt);

async function callRows({ db, now }: Deps, after: string | null) {
  const [time = '', id = ''] = after?.split(' ') ?? [];
  const behind = { at: new Date(Number(time)), id };
  const until = new Date(now().getTime() + comingDays * 86_400_000);
  const { sendAt } = invitations;
  return db
    .select({
      call: {
        id: invitations.id,
        dueAt,
        status: invitations.status,
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
    .where(
      and(
        eq(programs.channel, 'call'),
        isNull(programs.pausedAt),
        isNull(waves.closedAt),
        isNull(waves.pausedAt),
        eq(invitations.channel, 'call'),
        inArray(invitations.status, [...waiting]),
        gt(invitations.closesAt, now()),
        lte(sendAt, until),
        notInArray(customers.status, ['deceased', 'barred', 'anonymised']),
        after === null
          ? undefined
          : or(gt(sendAt, behind.at), and(eq(sendAt, behind.at), gt(invitations.id, id))),
      ),
    )
    .orderBy(asc(sendAt), asc(invitations.id))
    .limit(pageSize + 1);
}

type Row = Awaited<ReturnType<typeof callRows>>[number];

/** How often each was called in vain. */
async function triesOf({ db }: Deps, rows: Row[]): Promise<Map<string, number>> {
  const ids = rows.map(({ call }) => call.id);
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: contacts.invitationId, n: sql<number>`count(*)` })
    .from(contacts)
    .where(
      and(
        inArray(
          contacts.customerId,
          rows.map(({ customer }) => customer.id),
        ),
        inArray(contacts.invitationId, ids),
        eq(contacts.channel, 'call'),
      ),
    )
    .groupBy(contacts.invitationId);
  return new Map(found.map(({ id, n }) => [id ?? '', n]));
}

async function earlierAnswers({ db }: Deps, rows: Row[]) {
  if (rows.length === 0) return [];
  const { id, customerId, nps, csat, ces, verbatim, answeredAt } = responses;
  return db
    .select({ id, customerId, nps, csat, ces, words: verbatim, at: answeredAt })
    .from(responses)
    .where(
      and(
        inArray(
          customerId,
          rows.map(({ customer }) => customer.id),
        ),
        eq(responses.status, 'complete'),
      ),
    )
    .orderBy(desc(answeredAt))
    .limit(pageSize * mostAnswers * 3);
}
