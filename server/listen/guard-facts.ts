import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { packedRows } from '#db/packed-rows.ts';
import { emailOf, phoneOf, sameEmail, samePhone } from '#db/same-contact.ts';
import type { Standing } from './policy-guards.ts';

/** Which of those asked together a row belongs to: its place among them. */
export const place = sql<number>`asked.place`;
export const of = (name: string) => sql.raw(`asked.${name}`);
export const askedTogether = sql.raw('asked');

/** What is known of all who are asked about, a row each, taken out of its JSON once: at each mention it would be read anew. */
export const askedRows = (db: Database, names: readonly string[]) =>
  db.$with('asked').as(
    db
      .select({
        place: sql<number>`key`.as('place'),
        ...Object.fromEntries(names.map((name) => [name, sql`one ->> ${sql.raw(`'${name}'`)}`.as(name)])),
      })
      // With a limit the rows are made before they are taken apart.
      .from(sql`(SELECT key, value AS one FROM json_each(${sql.placeholder('asked')}) LIMIT -1)`),
  );

// In the words of the index `grants_once_per_order_and_wrong`, and as a union: else every grant there is would be read.
export const standsText = `g.role = 'compensation' AND g.status NOT IN ('declined', 'expired', 'reversed')`;
export const stands = sql.raw(standsText);

/** A run is at most so long: no policy asks for a longer one. */
export const longestRun = 20;
/** Of many customers with one address, such as a family's or a placeholder, so many are looked at. */
const mostTwins = 20;
/** What is shorter is a placeholder. */
export const shortestContact = 7;

/** When the newest bad answers from one place came, as a list of milliseconds. */
const newestFrom = (column: 'from_address' | 'from_device', asked: string) =>
  sql<string | null>`(SELECT group_concat(opened_at) FROM (SELECT opened_at FROM cases
    WHERE ${sql.raw(column)} = ${of(asked)} ORDER BY opened_at DESC LIMIT ${sql.raw(String(longestRun))}))`;

const twinsBy = (same: (customer: string) => string, given: (customer: string) => string, whose: string) =>
  `SELECT * FROM (SELECT other.id FROM customers me JOIN customers other
    ON ${same('other.')} = ${same('me.')} AND ${given('other.')} IS NOT NULL AND other.id <> me.id
    WHERE length(${same('me.')}) >= ${shortestContact} AND me.id = ${whose} LIMIT ${mostTwins})`;

/** Other customers who can be reached at the same as the one whose id `whose` gives, as SQL that asks for it twice. */
export const twinsOf = (whose: string): string =>
  `${twinsBy(sameEmail, emailOf, whose)} UNION ${twinsBy(samePhone, phoneOf, whose)}`;

export const twins = sql.raw(twinsOf('asked.customerId'));

const used = (scope: ReturnType<typeof sql>) =>
  sql<number>`coalesce((SELECT used_minor FROM budget_use WHERE month = ${of('month')} AND scope = ${scope}
    AND currency = ${of('currency')}), 0)`;

/** What the rules and guards of a policy ask of everyone in one turn: a part of the one query of her history. */
export const guardFacts = packedRows({
  asked: { place },
  her: {
    firstOrderOn: sql<string | null>`(SELECT o.ordered_on FROM orders o
      WHERE o.customer_id = ${of('customerId')} AND o.kind = 'order' ORDER BY o.ordered_on LIMIT 1)`,
    bestNps: sql<number | null>`(SELECT max(r.nps) FROM responses r WHERE r.customer_id = ${of('customerId')}
      AND r.answered_at >= ${of('since')} AND r.status = 'complete' AND r.id IS NOT ${of('responseId')})`,
    earlierCases: sql<number>`(SELECT count(*) FROM cases c WHERE c.customer_id = ${of('customerId')}
      AND c.opened_at >= ${of('since')} AND c.response_id IS NOT ${of('responseId')})`,
  },
  run: {
    address: newestFrom('from_address', 'fromAddress'),
    device: newestFrom('from_device', 'fromDevice'),
  },
  twin: {
    givenAt: sql<
      number | null
    >`(SELECT max(g.proposed_at) FROM grants g WHERE ${stands} AND g.customer_id IN (
      ${twins}))`,
  },
  used: { company: used(sql`'company'`), program: used(of('programId')) },
});

type GuardFacts = Omit<ReturnType<typeof guardFacts.unpack>[number], 'asked'>;

/** The same as the guards of the policy read it. */
export function standingOf(
  found: GuardFacts | undefined,
  before: Pick<Standing, 'given' | 'spentOfEndedMinor' | 'month'>,
): Omit<Standing, 'now'> {
  const givenAt = found?.twin.givenAt ?? null;
  return {
    ...before,
    usedMinor: found?.used ?? { company: 0, program: 0 },
    run: { address: times(found?.run.address), device: times(found?.run.device) },
    twinGivenAt: givenAt === null ? null : new Date(givenAt),
  };
}

const times = (list: string | null | undefined): Date[] =>
  list ? list.split(',').map((at) => new Date(Number(at))) : [];
