import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { departures } from '#db/schema/departures.ts';
import { invitations, waveCounts, waves } from '#db/schema/programs.ts';
import { reasonRollup, reasons, responses, scoreRollup, segmentRollup } from '#db/schema/responses.ts';
import { noProgram, noTier } from '#server/listen/no-slice.ts';

export type RollUp = 'scores' | 'reasons' | 'departures' | 'segments' | 'waves';

/** A figure whose stored count is not what its rows add up to. */
export interface RollUpDifference {
  rollUp: RollUp;
  key: string;
  stored: number;
  counted: number;
}

/** Compares every roll-up with its rows, counted anew. Reads everything: for the doctor, never for a page. */
export async function rollUpDifferences(db: Database): Promise<RollUpDifference[]> {
  const found: RollUpDifference[] = [];
  for (const [rollUp, { stored, counted }] of Object.entries(recounts) as [RollUp, Recount][]) {
    const rows = await db.all<Omit<RollUpDifference, 'rollUp'>>(sql`
      WITH stored AS (${stored}), counted AS (${counted})
      SELECT key, sum(s) AS stored, sum(c) AS counted
      FROM (SELECT key, n AS s, 0 AS c FROM stored UNION ALL SELECT key, 0, n FROM counted)
      GROUP BY key HAVING sum(s) <> sum(c) ORDER BY key`);
    found.push(...rows.map((row) => ({ rollUp, ...row })));
  }
  return found;
}

type Recount = { stored: SQL; counted: SQL };

const slash = (...parts: unknown[]): SQL =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql` || '/' || `,
  );
const program = sql`coalesce(r.program_id, ${noProgram})`;
const tier = sql`coalesce(r.tier, ${noTier})`;
const slice = slash(sql`r.month`, program, tier);

/** Money is compared as a second count beside the number of people, so that neither hides behind the other. */
const withMoney = (rows: SQL): SQL =>
  sql`SELECT key || '/people' AS key, n FROM (${rows}) UNION ALL SELECT key || '/money', minor FROM (${rows})`;

const storedReasons = (source: 'response' | 'departure'): SQL =>
  withMoney(sql`SELECT ${slash(
    reasonRollup.month,
    reasonRollup.programId,
    reasonRollup.tier,
    reasonRollup.category,
    reasonRollup.detail,
  )} AS key, sum(${reasonRollup.n}) AS n, sum(${reasonRollup.monthlyMinor}) AS minor
  FROM ${reasonRollup} WHERE ${reasonRollup.source} = ${source} GROUP BY 1`);

/** The places a reason counts in: everyone, the category once, the detail once. */
const countedResponses = sql`
  SELECT id, 'all' AS category, '' AS detail FROM ${responses}
  UNION SELECT response_id, category, '' FROM ${reasons} WHERE response_id IS NOT NULL AND status <> 'inferred'
  UNION SELECT response_id, category, detail FROM ${reasons}
    WHERE response_id IS NOT NULL AND status <> 'inferred' AND detail <> ''`;

const countedDepartures = sql`
  SELECT id, 'all' AS category, '' AS detail FROM ${departures}
  UNION SELECT id, category, '' FROM ${departures}
  UNION SELECT id, category, detail FROM ${departures} WHERE coalesce(detail, '') <> ''`;

const scoresOf = (measure: 'nps' | 'csat' | 'ces'): SQL =>
  sql`SELECT ${slice} || '/' || ${measure} || '/' || r.${sql.raw(measure)} AS key, count(*) AS n
    FROM ${responses} r WHERE r.${sql.raw(measure)} IS NOT NULL AND r.status = 'complete' GROUP BY 1`;

/** Waves that keep no invitations to count anew. */
const anonymousWaves = sql`SELECT id FROM ${waves} WHERE token_hash IS NOT NULL`;

const recounts: Record<RollUp, Recount> = {
  scores: {
    stored: sql`SELECT ${slash(
      scoreRollup.month,
      scoreRollup.programId,
      scoreRollup.tier,
      scoreRollup.measure,
      scoreRollup.value,
    )} AS key, ${scoreRollup.n} AS n FROM ${scoreRollup} WHERE ${scoreRollup.measure} IN ('nps', 'csat', 'ces')`,
    counted: sql.join([scoresOf('nps'), scoresOf('csat'), scoresOf('ces')], sql` UNION ALL `),
  },
  reasons: {
    stored: sql`SELECT * FROM (${storedReasons('response')}) WHERE key NOT LIKE '%/money'`,
    counted: sql`SELECT ${slice} || '/' || p.category || '/' || p.detail || '/people' AS key, count(*) AS n
      FROM (${countedResponses}) p JOIN ${responses} r ON r.id = p.id WHERE r.status = 'complete' GROUP BY 1`,
  },
  departures: {
    stored: storedReasons('departure'),
    counted:
      withMoney(sql`SELECT r.month || '/' || ${noProgram} || '/' || ${tier} || '/' || p.category || '/' || p.detail
      AS key, count(*) AS n, sum(r.monthly_revenue_minor) AS minor
      FROM (${countedDepartures}) p JOIN ${departures} r ON r.id = p.id GROUP BY 1`),
  },
  segments: {
    stored: sql`SELECT ${slash(segmentRollup.month, segmentRollup.programId, segmentRollup.tier, segmentRollup.segment)}
      AS key, ${segmentRollup.n} AS n FROM ${segmentRollup}`,
    counted: sql`SELECT ${slice} || '/' || coalesce(
        (SELECT group_concat(category, '+') FROM (SELECT DISTINCT category FROM ${reasons} s
          WHERE s.response_id = r.id AND s.status <> 'inferred' ORDER BY category)), 'none') AS key, count(*) AS n
      FROM ${responses} r WHERE r.status = 'complete' GROUP BY 1`,
  },
  waves: {
    stored: sql`SELECT ${slash(waveCounts.waveId, waveCounts.stage)} AS key, ${waveCounts.n} AS n FROM ${waveCounts}
      WHERE ${waveCounts.stage} IN ('delivered', 'completed') AND ${waveCounts.waveId} NOT IN (${anonymousWaves})`,
    counted: sql`SELECT wave_id || '/completed' AS key, count(*) AS n FROM ${invitations}
        WHERE status = 'completed' GROUP BY wave_id
      UNION ALL SELECT wave_id || '/delivered', count(*) FROM ${invitations}
        WHERE delivered_at IS NOT NULL OR status IN ('delivered', 'opened', 'started', 'completed') GROUP BY wave_id`,
  },
};
