import { sql } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { dayIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { pointsCurrency } from '#server/listen/compensation-policy.ts';
import { shownCount } from '../minimum-group.ts';
import { horizons, trialOf, type Arm, type Horizon, type Tried } from './trial.ts';

/** What came of those who were offered money and of those who got the call alone; null where nobody was ever drawn. */
export async function compensationTrial({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const { timeZone, currency } = await theCompany(db);
  const drawn = await firstCases({ db });
  const [first] = drawn;
  if (!first) return { trial: null };
  const today = dayIn(timeZone, now());
  const asked = drawn.map(({ id, customerId, openedAt }) => {
    const on = dayIn(timeZone, new Date(openedAt));
    return { id, customerId, openedAt, on, ...untilOf(on) };
  });
  const followed = new Map((await whatFollowed({ db }, asked, currency)).map((row) => [row.id, row]));
  const tried = drawn.flatMap(({ id, arm }, place) => {
    const row = followed.get(id);
    const on = asked[place]?.on;
    return row && on ? [triedOf(row, { arm, daysSince: daysBetween(on, today) })] : [];
  });
  const n = (arm: Arm) => shownCount(tried.filter((one) => one.arm === arm).length);
  return {
    trial: {
      since: new Date(Math.min(...drawn.map(({ openedAt }) => openedAt))),
      currency,
      n: { offer: n('offer'), callOnly: n('call-only') },
      ...trialOf(tried),
    },
  };
}

interface FirstCase {
  id: string;
  customerId: string;
  arm: Arm;
  openedAt: number;
}

/** Each customer's first case that was drawn into an arm. */
const firstCases = ({ db }: Pick<Deps, 'db'>) =>
  db.all<FirstCase>(sql`SELECT c.id, c.customer_id AS customerId, c.arm, c.opened_at AS openedAt FROM cases c
    WHERE c.arm IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases e WHERE e.customer_id = c.customer_id
      AND e.arm IS NOT NULL AND (e.opened_at, e.id) < (c.opened_at, c.id))
    ORDER BY c.opened_at, c.id`);

interface Followed extends Record<`orders${Horizon}` | `minor${Horizon}` | `left${Horizon}`, number> {
  id: string;
  isBetter: number | null;
  givenMinor: number;
}

/** Asked of all in one query: going to each case, customer and order is by index. */
function whatFollowed({ db }: Pick<Deps, 'db'>, asked: object[], currency: string) {
  const within = (until: string) =>
    `o.customer_id = a.value ->> 'customerId' AND o.kind = 'order' AND o.ordered_on > a.value ->> 'on'
     AND o.ordered_on <= a.value ->> '${until}'`;
  const columns = horizons.map((days) => {
    const until = `until${days}`;
    return sql.join(
      [
        sql.raw(`(SELECT count(*) FROM orders o WHERE ${within(until)}) AS orders${days}`),
        sql`(SELECT coalesce(sum(o.amount_minor), 0) FROM orders o WHERE ${sql.raw(within(until))}
          AND o.currency = ${currency}) AS ${sql.raw(`minor${days}`)}`,
        // Who came back within the time is a customer at its end (B8).
        sql.raw(`EXISTS (SELECT 1 FROM departures d WHERE d.customer_id = a.value ->> 'customerId'
          AND d.departed_on <= a.value ->> '${until}' AND NOT EXISTS (SELECT 1 FROM orders o
            WHERE o.customer_id = d.customer_id AND o.kind = 'order' AND o.ordered_on > d.departed_on
              AND o.ordered_on <= a.value ->> '${until}')) AS left${days}`),
      ],
      sql`, `,
    );
  });
  return db.all<Followed>(sql`SELECT c.id, ${sql.join(columns, sql`, `)},
    (SELECT iif(c.score_measure = 'nps', r.nps, r.csat) > c.score FROM responses r WHERE r.customer_id = c.customer_id
      AND r.answered_at > c.opened_at AND r.status = 'complete'
      AND iif(c.score_measure = 'nps', r.nps, r.csat) IS NOT NULL ORDER BY r.answered_at LIMIT 1) AS isBetter,
    (SELECT coalesce(sum(iif(g.currency = ${currency}, g.amount_minor,
        iif(g.currency = ${pointsCurrency}, coalesce(json_extract(g.details, '$.worthMinor'), 0), 0))), 0)
      FROM grants g WHERE g.case_id = c.id AND g.role = 'compensation'
      AND g.status IN ('issued', 'redeemed')) AS givenMinor
    FROM json_each(${JSON.stringify(asked)}) a JOIN cases c ON c.id = a.value ->> 'id'`);
}

function triedOf(row: Followed, { arm, daysSince }: Pick<Tried, 'arm' | 'daysSince'>): Tried {
  const after = (days: Horizon) => ({
    orders: row[`orders${days}`],
    orderedMinor: row[`minor${days}`],
    isKept: row[`left${days}`] === 0,
  });
  return {
    arm,
    daysSince,
    isBetter: row.isBetter === null ? null : row.isBetter === 1,
    after: { 90: after(90), 180: after(180) },
    givenMinor: row.givenMinor,
  };
}

const untilOf = (on: string) =>
  Object.fromEntries(
    horizons.map((days) => [`until${days}`, DateTime.fromISO(on).plus({ days }).toISODate() ?? on]),
  );

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
