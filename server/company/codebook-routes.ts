import { Hono } from 'hono';
import { z } from 'zod';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { addDetail, bringBackDetail, codebookView, mergeDetail } from './codebooks.ts';
import { renameDetail, retireDetail, takeApart } from './codebooks.ts';
import { everyLabel, someLabels } from './input.ts';

const newDetail = z.object({ category: z.enum(REASON_CATEGORIES), labels: someLabels });
const renaming = z.object({ labels: everyLabel });
const merger = z.object({ into: z.string().min(1).max(100) });

export function codebookRoutes() {
  return new Hono<Env>()
    .get('/codebook', may('agent'), async (c) => c.json(await codebookView(c.var.deps.db)))
    .post('/codebook/details', may('manager'), validate('json', newDetail), async (c) => {
      const code = await addDetail(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json({ code }, 201);
    })
    .patch('/codebook/details/:code', may('manager'), validate('json', renaming), async (c) => {
      await renameDetail(c.var.deps, c.var.actor, c.req.param('code'), c.req.valid('json').labels);
      return c.body(null, 204);
    })
    .post('/codebook/details/:code/retirement', may('manager'), async (c) => {
      await retireDetail(c.var.deps, c.var.actor, c.req.param('code'));
      return c.body(null, 204);
    })
    .delete('/codebook/details/:code/retirement', may('manager'), async (c) => {
      await bringBackDetail(c.var.deps, c.var.actor, c.req.param('code'));
      return c.body(null, 204);
    })
    .post('/codebook/details/:code/merger', may('manager'), validate('json', merger), async (c) => {
      await mergeDetail(c.var.deps, c.var.actor, c.req.param('code'), c.req.valid('json').into);
      return c.body(null, 204);
    })
    .delete('/codebook/details/:code/merger', may('manager'), async (c) => {
      await takeApart(c.var.deps, c.var.actor, c.req.param('code'));
      return c.body(null, 204);
    });
}
