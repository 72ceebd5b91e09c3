import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { addCompetitor, bringBackCompetitor, changeCompetitor } from './competitors.ts';
import { retireCompetitor, theCompetitors } from './competitors.ts';
import { lettersIn } from './folded-name.ts';
import { oneLine } from './input.ts';

const name = oneLine(60).refine((text) => lettersIn(text) >= 2, 'At least two letters.');
const named = z.object({ name, aliases: z.array(name).max(40, 'At most 40 names.') });

export function competitorRoutes() {
  return new Hono<Env>()
    .get('/competitors', may('agent'), async (c) =>
      c.json({ competitors: await theCompetitors(c.var.deps.db) }),
    )
    .post('/competitors', may('manager'), validate('json', named), async (c) =>
      c.json({ id: await addCompetitor(c.var.deps, c.var.actor, c.req.valid('json')) }, 201),
    )
    .put('/competitors/:id', may('manager'), validate('json', named), async (c) => {
      await changeCompetitor(c.var.deps, c.var.actor, c.req.param('id'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .post('/competitors/:id/retirement', may('manager'), async (c) => {
      await retireCompetitor(c.var.deps, c.var.actor, c.req.param('id'));
      return c.body(null, 204);
    })
    .delete('/competitors/:id/retirement', may('manager'), async (c) => {
      await bringBackCompetitor(c.var.deps, c.var.actor, c.req.param('id'));
      return c.body(null, 204);
    });
}
