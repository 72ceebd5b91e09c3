import { Hono } from 'hono';
import { z } from 'zod';
import { noticeKinds } from '#db/schema/alerts.ts';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import { alertChoice, chooseAlerts } from './alert-choices.ts';
import { addHook, changeHook, listHooks, removeHook, testHook } from './hooks.ts';

const id = z.object({ id: z.string().max(64) });
const leastSeverity = z.int('From 1 (can wait) to 4 (at once).').min(1).max(4);
const choice = z.strictObject({
  mode: z.enum(['immediate', 'hourly', 'daily', 'off']),
  scope: z.enum(['mine', 'all']),
  leastSeverity,
  hasSound: z.boolean(),
  hasBrowserNotice: z.boolean(),
});
const hook = z.strictObject({
  name: z.string().trim().min(1, 'Say where the alerts go.').max(80),
  kind: z.enum(['slack', 'generic']),
  url: z.string().trim().max(2000),
  kinds: z
    .array(z.enum(noticeKinds))
    .min(1, 'Choose at least one.')
    .transform((kinds) => noticeKinds.filter((kind) => kinds.includes(kind))),
  leastSeverity,
  locale: z.enum(LANGUAGES),
});
const hookChange = hook
  .omit({ kind: true })
  .partial()
  .extend({ isPaused: z.literal(false).optional() });

/** How each hears of cases, and where else alerts go. */
export function alertRoutes() {
  return new Hono<Env>()
    .get('/me/alerts', mayInPerson('agent'), async (c) =>
      c.json(await alertChoice(c.var.deps.db, c.var.actor.id)),
    )
    .put('/me/alerts', mayInPerson('agent'), validate('json', choice), async (c) => {
      const chosen = c.req.valid('json');
      await chooseAlerts(c.var.deps, c.var.actor, chosen);
      return c.json(chosen);
    })
    .get('/alert-hooks', may('manager'), async (c) => c.json({ hooks: await listHooks(c.var.deps.db) }))
    .post('/alert-hooks', mayInPerson('manager'), validate('json', hook), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await addHook(c.var, c.req.valid('json')), 201);
    })
    .patch(
      '/alert-hooks/:id',
      mayInPerson('manager'),
      validate('param', id),
      validate('json', hookChange),
      async (c) => {
        await changeHook(c.var, c.req.valid('param').id, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .delete('/alert-hooks/:id', mayInPerson('manager'), validate('param', id), async (c) => {
      await removeHook(c.var, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .post('/alert-hooks/:id/test', mayInPerson('manager'), validate('param', id), async (c) => {
      await testHook(c.var.deps, c.req.valid('param').id);
      return c.body(null, 202);
    });
}
