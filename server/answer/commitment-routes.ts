import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import { isDay } from '#server/company/calendar-day.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { parties, settlings } from './commitment.ts';
import { commit, commitmentsOfColleague, settle } from './commitments.ts';

const id = z.object({ id: z.string().max(64) });
const promised = z.strictObject({
  by: z.enum(parties),
  what: z.string().trim().min(1, 'Say what is promised.').max(500, 'At most 500 characters.'),
  ownerId: z.string().max(64).nullable().default(null),
  /** A day and a time of a clock in the company's zone. */
  dueOn: z.string().refine(isDay, 'A day is written YYYY-MM-DD.'),
  dueTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written HH:MM.'),
});

export function commitmentRoutes() {
  return new Hono<Env>()
    .get('/commitments', may('agent'), async (c) => {
      const { deps, actor } = c.var;
      return c.json({ commitments: await commitmentsOfColleague(deps.db, actor.id) });
    })
    .post(
      '/cases/:id/commitments',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', promised),
      async (c) =>
        c.json(await commit({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json')), 201),
    )
    .post(
      '/commitments/:id/settlement',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.strictObject({ status: z.enum(settlings) })),
      async (c) => {
        await settle({ ...c.var, commitmentId: c.req.valid('param').id }, c.req.valid('json').status);
        return c.body(null, 204);
      },
    );
}
