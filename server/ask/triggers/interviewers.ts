import { and, asc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import type { Deps } from '../../deps.ts';
import type { Interviewer, Service } from './interviewer.ts';

const latelyDays = 30;

/** Everybody who works here, with the interviews each has led lately. */
export async function interviewersOf({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Interviewer[]> {
  const since = new Date(now().getTime() - latelyDays * 86_400_000);
  const ofCalls = db
    .select({ id: waves.id })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(and(eq(programs.channel, 'call'), gte(waves.closesAt, since)));
  const led = await db
    .select({ by: responses.interviewedBy, n: sql<number>`count(*)` })
    .from(responses)
    .where(
      and(
        inArray(responses.waveId, ofCalls),
        gte(responses.answeredAt, since),
        isNotNull(responses.interviewedBy),
        eq(responses.status, 'complete'),
      ),
    )
    .groupBy(responses.interviewedBy);
  const counts = new Map(led.map(({ by, n }) => [by, n]));
  const people = await db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, locale: staff.locale })
    .from(staff)
    .where(isNull(staff.leftAt))
    .orderBy(asc(staff.id));
  return people.map((person) => ({ ...person, interviews: counts.get(person.id) ?? 0 }));
}

/**
 * Who has served each of these customers, in one query: owned or was given a case of hers, wrote to it or spoke with
 * her, proposed or decided something given to her. A call that only asks for an interview is no service.
 */
export async function servicesTo(db: Database, customerIds: string[]): Promise<Map<string, Service[]>> {
  const services = new Map<string, Service[]>();
  if (customerIds.length === 0) return services;
  const rows = await db.all<{ customerId: string; staffId: string; as: Service['as']; at: number }>(
    servicesQuery(customerIds),
  );
  for (const { customerId, staffId, as, at } of rows) {
    services.set(customerId, [...(services.get(customerId) ?? []), { staffId, as, at: new Date(at) }]);
  }
  return services;
}

function servicesQuery(customerIds: string[]) {
  const these = sql`(${sql.join(
    [...new Set(customerIds)].map((id) => sql`${id}`),
    sql`, `,
  )})`;
  return sql`
    SELECT customerId, staffId, "as", max(at) AS at FROM (
      SELECT customer_id AS customerId, owner_id AS staffId, 'case' AS "as", opened_at AS at
        FROM cases WHERE customer_id IN ${these}
      UNION ALL
      SELECT customer_id, json_extract(data, '$.ownerId'), 'case', at
        FROM events WHERE customer_id IN ${these} AND kind IN ('case-opened', 'case-assigned')
      UNION ALL
      SELECT c.customer_id, n.author_id, 'contact', n.at
        FROM cases c JOIN case_notes n ON n.case_id = c.id WHERE c.customer_id IN ${these}
      UNION ALL
      SELECT customer_id, actor_id, 'contact', at
        FROM events WHERE customer_id IN ${these} AND kind IN ('case-contacted', 'case-noted', 'case-resolved')
      UNION ALL
      SELECT customer_id, actor_id, 'grant', at
        FROM events WHERE customer_id IN ${these} AND kind = 'compensation-proposed'
      UNION ALL
      SELECT g.customer_id, d.staff_id, 'grant', d.at
        FROM grants g JOIN grant_decisions d ON d.grant_id = g.id WHERE g.customer_id IN ${these}
    ) WHERE staffId IS NOT NULL GROUP BY customerId, staffId, "as"`;
}
