import { Hono } from 'hono';
import { may, mayInPerson } from '../../auth/may.ts';
import type { Env } from '../../http/env.ts';
import { validate } from '../../http/validate.ts';
import { letterDefaults, previewLetter, tryLetter } from './letter-drafts.ts';
import { letterDraft } from './letter-input.ts';

export function letterRoutes() {
  return new Hono<Env>()
    .get('/programs/:id/letter', may('manager'), async (c) =>
      c.json(await letterDefaults(c.var.deps, c.req.param('id'))),
    )
    .post('/programs/:id/letter/preview', may('manager'), validate('json', letterDraft), async (c) => {
      const { deps, actor } = c.var;
      return c.json(await previewLetter(deps, actor, c.req.param('id'), c.req.valid('json')));
    })
    .post('/programs/:id/letter/test', mayInPerson('manager'), validate('json', letterDraft), async (c) => {
      const { deps, actor } = c.var;
      await tryLetter(deps, actor, c.req.param('id'), c.req.valid('json'));
      return c.body(null, 202);
    });
}
