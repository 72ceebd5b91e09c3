import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { deleteView, renameView, savedViewsOf, saveView } from './saved-views.ts';
import { sharedPageNames } from './shared-page.ts';
import { listShares, openShare, revokeShare, shareView } from './shared-views.ts';

const name = z.string().trim().min(1, 'Give it a name.').max(80);
const query = z.string().max(1000);
const newView = z.object({
  name,
  page: z
    .string()
    .regex(/^\/[a-z][a-z/-]*$|^\/$/, 'must be the path of a page')
    .max(60),
  query,
});
const newShare = z.object({
  name,
  page: z.enum(sharedPageNames),
  query,
  days: z.literal([7, 30, 90], 'must be 7, 30 or 90'),
});
const id = z.object({ id: z.string().max(64) });
const token = z.object({ token: z.string().max(64) });

/** Views a person keeps for herself, and views that a manager shows to people without an account. */
export function viewRoutes() {
  return new Hono<Env>()
    .get('/views', mayInPerson('agent'), async (c) =>
      c.json({ views: await savedViewsOf(c.var.deps, c.var.actor) }),
    )
    .post('/views', mayInPerson('agent'), validate('json', newView), async (c) =>
      c.json(await saveView(c.var.deps, c.var.actor, c.req.valid('json')), 201),
    )
    .patch(
      '/views/:id',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.object({ name })),
      async (c) => {
        await renameView(c.var.deps, c.var.actor, { ...c.req.valid('param'), ...c.req.valid('json') });
        return c.body(null, 204);
      },
    )
    .delete('/views/:id', mayInPerson('agent'), validate('param', id), async (c) => {
      await deleteView(c.var.deps, c.var.actor, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .get('/shares', may('manager'), async (c) => c.json({ shares: await listShares(c.var.deps) }))
    .post('/shares', mayInPerson('manager'), validate('json', newShare), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await shareView(c.var.deps, c.var.actor, c.req.valid('json')), 201);
    })
    .delete('/shares/:id', mayInPerson('manager'), validate('param', id), async (c) => {
      await revokeShare(c.var.deps, c.var.actor, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .get('/shared/:token', may('anyone'), validate('param', token), async (c) =>
      c.json(await openShare(c.var.deps, c.req.valid('param').token)),
    );
}
