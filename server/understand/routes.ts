import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { behindBar } from './behind-bar.ts';
import { interviewCounts } from './interview-counts.ts';
import { choices } from './choices.ts';
import { departmentsOf } from './departments.ts';
import { driversOf } from './drivers.ts';
import { month, narrowing, span } from './narrowing.ts';
import { overview } from './overview.ts';
import { place } from './place-in-query.ts';
import { reasonsOf } from './reasons.ts';
import { voiceRoutes } from './voices/routes.ts';

const source = z.enum(['responses', 'departures']).default('responses');
const category = z.enum(REASON_CATEGORIES);

const overviewQuestion = z.object({ month, ...narrowing });
const spanQuestion = z.object({ ...span, ...narrowing });
const reasonsQuestion = z.object({ ...span, source, ...narrowing });
const voicesQuestion = z.object({
  ...span,
  source,
  ...narrowing,
  category,
  detail: z.string().min(1).max(100).optional(),
  with: category.optional(),
  after: place,
});

export function understandRoutes() {
  return new Hono<Env>()
    .route('/', voiceRoutes())
    .get('/overview', may('manager'), validate('query', overviewQuestion), async (c) =>
      c.json(await overview(c.var.deps, c.req.valid('query'))),
    )
    .get('/reasons', may('manager'), validate('query', reasonsQuestion), async (c) =>
      c.json(await reasonsOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/reasons/voices', may('manager'), validate('query', voicesQuestion), async (c) =>
      c.json(await behindBar(c.var.deps, c.req.valid('query'))),
    )
    .get('/departments/figures', may('manager'), validate('query', spanQuestion), async (c) =>
      c.json(await departmentsOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/drivers', may('manager'), validate('query', spanQuestion), async (c) =>
      c.json(await driversOf(c.var.deps, c.req.valid('query'))),
    )
    .get('/understand/choices', may('manager'), async (c) => c.json(await choices(c.var.deps.db)))
    .get('/interviews', mayInPerson('agent'), async (c) =>
      c.json({ programs: await interviewCounts(c.var.deps.db) }),
    );
}
