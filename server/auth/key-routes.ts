import { Hono } from 'hono';
import { z } from 'zod';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { createKey, listKeys, revokeKey } from './api-keys.ts';
import { mayInPerson } from './may.ts';

const keyInput = z.object({
  name: z.string().trim().min(1, 'Say what the key is for.').max(80),
  role: z.enum(['manager', 'agent']),
});
const id = z.object({ id: z.string().max(64) });

/** The keys other systems call the API with, as `Authorization: Bearer amd_…`. */
export function keyRoutes() {
  return new Hono<Env>()
    .get('/keys', mayInPerson('admin'), async (c) => c.json({ keys: await listKeys(c.var.deps) }))
    .post('/keys', mayInPerson('admin'), validate('json', keyInput), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await createKey(c.var.deps, c.var.actor, c.req.valid('json')), 201);
    })
    .delete('/keys/:id', mayInPerson('admin'), validate('param', id), async (c) => {
      await revokeKey(c.var.deps, c.var.actor, c.req.valid('param').id);
      return c.body(null, 204);
    });
}
