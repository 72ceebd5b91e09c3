import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { retryJob, troubles } from './troubles.ts';

const id = z.object({ id: z.string().max(80) });

/** What gave up, and another try for it. */
export function troubleRoutes() {
  return new Hono<Env>()
    .get('/troubles', may('admin'), async (c) => c.json(await troubles(c.var.deps.db)))
    .post('/troubles/:id/retry', may('admin'), validate('param', id), async (c) => {
      await retryJob(c.var.deps, c.var.actor, c.req.valid('param').id);
      return c.json(await troubles(c.var.deps.db));
    });
}
