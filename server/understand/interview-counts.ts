import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { interviewCount } from './interview-count.ts';

/** What the exit interviews by telephone have come to, program by program. */
export async function interviewCounts(db: Database) {
  const asking = await db
    .select({ id: programs.id, name: programs.name })
    .from(programs)
    .where(and(eq(programs.channel, 'call'), eq(programs.kind, 'exit'), isNull(programs.archivedAt)))
    .orderBy(programs.id);
  return Promise.all(
    asking.map(async (program) => ({
      program,
      ...interviewCount(await interviewsOf(db, program.id), await namedIn(db, program.id)),
    })),
  );
}

/** Its waves lead to its interviews, which are few among all the answers there are. */
function isInterviewOf(db: Database, programId: string) {
  const its = db.select({ id: waves.id }).from(waves).where(eq(waves.programId, programId));
  return and(
    inArray(responses.waveId, its),
    isNotNull(responses.interviewedBy),
    eq(responses.status, 'complete'),
  );
}

async function interviewsOf(db: Database, programId: string): Promise<number> {
  const [all] = await db
    .select({ n: sql<number>`count(*)` })
    .from(responses)
    .where(isInterviewOf(db, programId));
  return all?.n ?? 0;
}

function namedIn(db: Database, programId: string) {
  return db
    .select({
      category: reasons.category,
      detail: reasons.detail,
      n: sql<number>`count(DISTINCT ${reasons.responseId})`,
    })
    .from(responses)
    .innerJoin(reasons, eq(reasons.responseId, responses.id))
    .where(isInterviewOf(db, programId))
    .groupBy(reasons.category, reasons.detail);
}
