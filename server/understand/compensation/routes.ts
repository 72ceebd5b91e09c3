import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { narrowing, span } from '../narrowing.ts';
import { place } from '../place-in-query.ts';
import { compensationOf } from './compensations.ts';
import { effectOf } from './effect.ts';
import { proposalsOf } from './proposals.ts';
import { compensationTrial } from './trials.ts';

const question = z.object({ ...span, ...narrowing });
const proposalsQuestion = question.extend({ after: place });

export function compensationRoutes() {
  return new Hono<Env>()
    .get('/compensation', may('manager'), validate('query', question), async (c) =>
      c.json(await compensationOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/compensation/proposals', may('manager'), validate('query', proposalsQuestion), async (c) =>
      c.json(await proposalsOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/compensation/effect', may('manager'), validate('query', question), async (c) =>
      c.json(await effectOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/compensation/trial', may('manager'), async (c) => c.json(await compensationTrial(c.var.deps)));
}
