import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { removeHook, setHook, theHook, tryHook } from './fulfilment-hooks.ts';
import { countFulfilments, handOver, listFulfilments, tryAgain } from './fulfilments.ts';

const id = z.object({ id: z.string().max(64) });
const receipt = z.object({
  receipt: z.string().trim().min(1, 'Say how the customer got it.').max(1000),
});
const address = z.object({ url: z.string().trim().max(500) });

/** What is to be handed over, and the company's own system that does it where there is one. */
export function fulfilmentRoutes() {
  return new Hono<Env>()
    .get(
      '/fulfilments',
      may('agent'),
      validate('query', z.object({ after: z.string().max(100).optional() })),
      async (c) => c.json(await listFulfilments(c.var.deps.db, c.req.valid('query'))),
    )
    .get('/fulfilments/counts', may('agent'), async (c) => {
      const { deps } = c.var;
      return c.json(await countFulfilments(deps.db, deps.now()));
    })
    .post(
      '/fulfilments/:id/receipt',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', receipt),
      async (c) => {
        const { deps, actor } = c.var;
        const by = { deps, actor, fulfilmentId: c.req.valid('param').id };
        await handOver(by, c.req.valid('json').receipt);
        return c.body(null, 204);
      },
    )
    .post('/fulfilments/:id/retry', mayInPerson('agent'), validate('param', id), async (c) => {
      const { deps, actor } = c.var;
      await tryAgain({ deps, actor, fulfilmentId: c.req.valid('param').id });
      return c.body(null, 204);
    })
    .get('/fulfilment-hook', may('manager'), async (c) =>
      c.json({ hook: await theHook(c.var.deps.db), mayBePrivate: c.var.deps.config.privateHooks }),
    )
    .put('/fulfilment-hook', mayInPerson('manager'), validate('json', address), async (c) =>
      c.json(await setHook(c.var.deps, c.var.actor, c.req.valid('json').url)),
    )
    .delete('/fulfilment-hook', mayInPerson('manager'), async (c) => {
      await removeHook(c.var.deps, c.var.actor);
      return c.body(null, 204);
    })
    .post('/fulfilment-hook/test', mayInPerson('manager'), async (c) => c.json(await tryHook(c.var.deps)));
}
