import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { repairs } from '#db/schema/understand.ts';
import type { Actor } from '#server/auth/actor.ts';
import { isDay } from '#server/company/calendar-day.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';

const line = z.string().trim().max(200, 'At most 200 characters.').optional();

/** A repair as a manager writes it: a title in one language at least, and the day where it is done. */
export const repairInput = z
  .strictObject({
    title: z.strictObject({ en: line, ar: line, he: line, ru: line }),
    category: z.enum(REASON_CATEGORIES).nullable(),
    state: z.enum(['planned', 'under-way', 'done']),
    doneOn: z.string().refine(isDay, 'A day is written YYYY-MM-DD.').nullable(),
  })
  .refine(({ title }) => LANGUAGES.some((language) => title[language]), {
    path: ['title'],
    error: 'Write a title in one language at least.',
  })
  .refine(({ state, doneOn }) => (state === 'done') === (doneOn !== null), {
    path: ['doneOn'],
    error: 'What is done has a day, and what is not has none.',
  });

export type RepairInput = z.output<typeof repairInput>;

const mostRepairs = 100;

/** Under way first, then planned, then done, each with the latest first. */
export async function allRepairs(db: Database) {
  const { id, category, title, state, doneOn } = repairs;
  const rows = await db
    .select({ id, category, title, state, doneOn })
    .from(repairs)
    .orderBy(desc(doneOn), desc(repairs.updatedAt), id)
    .limit(mostRepairs);
  return rows.toSorted((a, b) => order[a.state] - order[b.state]);
}

export type Repair = Awaited<ReturnType<typeof allRepairs>>[number];

const order = { 'under-way': 0, planned: 1, done: 2 } as const satisfies Record<RepairInput['state'], number>;

export async function addRepair(deps: Deps, actor: Actor, input: RepairInput): Promise<{ id: string }> {
  const { db } = deps;
  const [id, at] = [newId(deps), deps.now()];
  await write(db, (tx) => {
    tx.run(db.insert(repairs).values({ ...input, id, createdAt: at, updatedAt: at }));
    record(db, tx, {
      kind: 'repair-changed',
      actorId: actor.id,
      at,
      data: { repairId: id, to: input.state },
    });
  });
  return { id };
}

export async function changeRepair(
  deps: Deps,
  actor: Actor,
  { id, ...input }: RepairInput & { id: string },
): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.must(
      db
        .update(repairs)
        .set({ ...input, updatedAt: at })
        .where(eq(repairs.id, id)),
      'This repair is no longer here.',
    );
    record(db, tx, {
      kind: 'repair-changed',
      actorId: actor.id,
      at,
      data: { repairId: id, to: input.state },
    });
  });
}

export async function removeRepair(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { db } = deps;
  await write(db, (tx) => {
    tx.must(db.delete(repairs).where(eq(repairs.id, id)), 'This repair is no longer here.');
    record(db, tx, {
      kind: 'repair-changed',
      actorId: actor.id,
      at: deps.now(),
      data: { repairId: id, to: null },
    });
  });
}
