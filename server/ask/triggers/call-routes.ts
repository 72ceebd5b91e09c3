import { Hono } from 'hono';
import { z } from 'zod';
import { mayInPerson } from '../../auth/may.ts';
import type { Env } from '../../http/env.ts';
import { validate } from '../../http/validate.ts';
import { callOutcomes } from './call.ts';
import { callsFor } from './call-list.ts';
import { keepCall } from './calls.ts';

const listing = z.object({
  after: z
    .string()
    .regex(/^\d{1,15} [\w-]{1,40}$/)
    .optional(),
});
const id = z.object({ id: z.string().max(64) });
const made = z.strictObject({ outcome: z.enum(callOutcomes) });

/** The calls of programs that ask by telephone, and how each went. */
export function callRoutes() {
  return new Hono<Env>()
    .get('/calls', mayInPerson('agent'), validate('query', listing), async (c) =>
      c.json(await callsFor(c.var.deps, c.var.actor, c.req.valid('query').after ?? null)),
    )
    .post(
      '/calls/:id/outcome',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', made),
      async (c) => {
        const { outcome } = c.req.valid('json');
        c.header('cache-control', 'no-store');
        return c.json(
          await keepCall(c.var.deps, c.var.actor, { invitationId: c.req.valid('param').id, outcome }),
        );
      },
    );
}
