import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { narrowing, span } from './narrowing.ts';
import { staffViewOf } from './staff-views.ts';

const question = z.object({ ...span, ...narrowing, staff: z.string().min(1).max(100).optional() });

export function staffViewRoutes() {
  return new Hono<Env>().get('/staff-view', may('manager'), validate('query', question), async (c) =>
    c.json(await staffViewOf(c.var.deps, c.req.valid('query'))),
  );
}
