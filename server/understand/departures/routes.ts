import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { narrowing, span } from '../narrowing.ts';
import { place } from '../place-in-query.ts';
import { actBefore, departuresOf, leaversOf } from './departures.ts';
import { returners, returnsOf } from './returns.ts';

const question = { ...span, ...narrowing };
const number = z.coerce.number().int().min(1).optional();
const actBeforeQuestion = z.object({
  ...question,
  days: z.enum(['30', '60'], 'must be 30 or 60').default('30').transform(Number),
  after: number,
});

export function departureRoutes() {
  return new Hono<Env>()
    .get('/departures', may('manager'), validate('query', z.object(question)), async (c) =>
      c.json(await departuresOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/departures/act-before', may('manager'), validate('query', actBeforeQuestion), async (c) =>
      c.json(await actBefore(c.var.deps, c.req.valid('query'))),
    )
    .get(
      '/departures/leavers',
      may('manager'),
      validate('query', z.object({ ...question, after: place })),
      async (c) => c.json(await leaversOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/returns', may('manager'), validate('query', z.object(question)), async (c) =>
      c.json(await returnsOf(c.var.deps, c.req.valid('query'))),
    )
    .get(
      '/returns/people',
      may('manager'),
      validate('query', z.object({ ...question, after: number })),
      async (c) => c.json(await returners(c.var.deps, c.req.valid('query'))),
    );
}
