import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, surveyVersions, waves } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';

/** A wave of a shipped program, as it stands in a running product, open for two weeks. */
export async function anOpenWave(
  deps: Deps,
  programId: 'monthly' | 'exit' | 'staff-reasons',
  overrides: Partial<typeof waves.$inferInsert> = {},
) {
  const { db } = deps;
  const [shipped] = await db
    .select({ surveyVersionId: surveyVersions.id })
    .from(programs)
    .innerJoin(surveyVersions, eq(surveyVersions.surveyId, programs.surveyId))
    .where(eq(programs.id, programId));
  if (!shipped) throw new Error(`The program ${programId} is not shipped`);
  const openedAt = deps.now();
  const wave = {
    id: newId(deps),
    programId,
    surveyVersionId: shipped.surveyVersionId,
    month: openedAt.toISOString().slice(0, 7),
    // Out of the way of the waves a sample company has had this month.
    run: 9,
    openedAt,
    closesAt: new Date(openedAt.getTime() + 14 * 86_400_000),
    ...overrides,
  };
  await write(db, (tx) => tx.run(db.insert(waves).values(wave)));
  return wave;
}
