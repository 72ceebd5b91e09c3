import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import type { Actor } from '../auth/actor.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { loudHours } from './quiet-hours.ts';

const whole = (least: number, most: number) =>
  z
    .number(`From ${least} to ${most}.`)
    .int('A whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written HH:MM.');
const shortestLoudHours = 4;

/** How often and when the company contacts a customer, whatever the program. Equal quiet hours are none. */
export const contactRules = z
  .strictObject({
    quietPeriodDays: whole(0, 365),
    contactCaps: z
      .array(
        z.strictObject({ channel: z.enum(['email', 'call']), count: whole(1, 1000), days: whole(1, 365) }),
      )
      .max(10, 'At most ten caps.'),
    quietFrom: time,
    quietUntil: time,
  })
  .refine(leavesHours, {
    path: ['quietUntil'],
    error: `They must leave ${shortestLoudHours} hours of the day.`,
  });

type Rules = z.output<typeof contactRules>;

export async function readContactRules({ db }: Pick<Deps, 'db'>): Promise<Rules> {
  const { quietPeriodDays, contactCaps, quietFrom, quietUntil } = await theCompany(db);
  return { quietPeriodDays, contactCaps, quietFrom, quietUntil };
}

export async function changeContactRules(deps: Deps, actor: Actor, rules: Rules): Promise<void> {
  const { db } = deps;
  const before: Rules = await readContactRules(deps);
  const isSame = (field: keyof Rules) => JSON.stringify(before[field]) === JSON.stringify(rules[field]);
  const changed = (Object.keys(before) as (keyof Rules)[]).filter((field) => !isSame(field));
  if (changed.length === 0) return;
  const { id } = await theCompany(db);
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(
      db
        .update(company)
        .set({ ...rules, updatedAt: at })
        .where(eq(company.id, id)),
    );
    record(db, tx, { kind: 'company-changed', actorId: actor.id, at, data: { changed } });
  });
}

function leavesHours(quiet: { quietFrom: string; quietUntil: string }): boolean {
  const hours = (text: string) => Number(text.slice(0, 2)) + Number(text.slice(3)) / 60;
  const loud = loudHours('00:00', '24:00', quiet);
  return loud.reduce((sum, [from, until]) => sum + hours(until) - hours(from), 0) >= shortestLoudHours;
}
