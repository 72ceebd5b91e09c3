import { Hono } from 'hono';
import { z } from 'zod';
import { mayInPerson } from '../../auth/may.ts';
import type { Env } from '../../http/env.ts';
import { validate } from '../../http/validate.ts';
import { callOutcomes } from './call.ts';
import { callsFor } from './call-list.ts';
import { allowInterviewer, keepCall, takeOver } from './calls.ts';

const listing = z.object({
  after: z
    .string()
    .regex(/^\d{1,15} [\w-]{1,40}$/)
    .optional(),
});
const id = z.object({ id: z.string().max(64) });
const made = z
  .strictObject({ outcome: z.enum(callOutcomes), again: z.iso.datetime().optional() })
  .refine(({ outcome, again }) => (outcome === 'again') === (again !== undefined), {
    path: ['again'],
    message: 'is the time at which to call again, where there is one',
  });
const exception = z.strictObject({ staffId: z.string().max(64) });

/** The calls of programs that ask by telephone, who makes them, and how each went. */
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
        const { outcome, again } = c.req.valid('json');
        const call = { invitationId: c.req.valid('param').id, outcome };
        return c.json(
          await keepCall(c.var.deps, c.var.actor, { ...call, again: again ? new Date(again) : undefined }),
        );
      },
    )
    .post('/calls/:id/takeover', mayInPerson('agent'), validate('param', id), async (c) => {
      await takeOver(c.var.deps, c.var.actor, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .post(
      '/calls/:id/exceptions',
      mayInPerson('manager'),
      validate('param', id),
      validate('json', exception),
      async (c) => {
        const { staffId } = c.req.valid('json');
        await allowInterviewer(c.var.deps, c.var.actor, { invitationId: c.req.valid('param').id, staffId });
        return c.body(null, 204);
      },
    );
}
