import { z } from 'zod';
import { write, type Database } from '#db/client.ts';
import { publicPage } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { theCompany } from '#server/company/company.ts';
import { heardFigures, heardMeasures, measuresShown } from './heard-figures.ts';

const text = z.string().trim().max(2000, 'At most 2,000 characters.').optional();

export const publicPageInput = z.strictObject({
  isOn: z.boolean(),
  introduction: z.strictObject({ en: text, ar: text, he: text, ru: text }),
  /** Which scores stand on the page; null for NPS, or CSAT where nobody was asked for NPS. Left out, they stay. */
  measures: z.array(z.enum(heardMeasures, 'must be nps or csat')).max(2).nullable().optional(),
});

/** Whether the page can be seen, and its introduction; off and empty until somebody says otherwise. */
export async function publicPageOf(db: Database) {
  const [row] = await db
    .select({
      isOn: publicPage.isOn,
      introduction: publicPage.introduction,
      measures: publicPage.measures,
    })
    .from(publicPage);
  return row ?? { isOn: false, introduction: {}, measures: null };
}

/** The settings as the desk shows them, with the scores that stand there now. */
export async function publicPageView(deps: Pick<Deps, 'db' | 'now'>) {
  const page = await publicPageOf(deps.db);
  const figures = await heardFigures(deps, await theCompany(deps.db));
  return { ...page, shown: measuresShown(figures, page.measures) };
}

export async function changePublicPage(
  deps: Deps,
  actor: Actor,
  input: z.output<typeof publicPageInput>,
): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const set = { ...input, updatedAt: at };
  await write(db, (tx) => {
    tx.run(
      db
        .insert(publicPage)
        .values({ ...set, id: 1 })
        .onConflictDoUpdate({ target: publicPage.id, set }),
    );
    record(db, tx, { kind: 'public-page-changed', actorId: actor.id, at, data: { isOn: input.isOn } });
  });
}
