import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import { grantKinds } from '#db/schema/grants.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { grantsOf } from './customer-grants.ts';
import { reverse } from './grant-endings.ts';
import { proposalBounds, propose } from './grant-proposals.ts';
import { approve, decline } from './grants.ts';

const id = z.object({ id: z.string().max(64) });
const amountMinor = z.int().min(0).max(1_000_000_000_000);
const note = z.string().trim().max(500);

const wished = z.object({
  kind: z.enum(grantKinds),
  amountMinor: amountMinor
    .default(0)
    .describe('Minor units of the order’s currency; points for points; 0 for a call or a letter.'),
  note: note.default('').describe('Why, for colleagues.'),
  details: z
    .record(z.string().max(60), z.union([z.string().max(500), z.number()]))
    .refine((details) => Object.keys(details).length <= 20, 'At most 20 details.')
    .default({})
    .describe('What an amount does not say: which service, which prices, which leader.'),
  validDays: z.int().min(1).max(3650).optional().describe('How long it may be used once it is given.'),
  orderId: z.string().max(64).optional().describe('The order that went wrong, where the case does not say.'),
});
const approval = z.object({
  amountMinor: amountMinor.optional(),
  note: z.string().max(500).optional(),
});
const reversal = z.object({ reason: note.min(1, 'Say why.') });

/** What is given: proposed by hand, decided, taken back, and all that a customer was given. */
export function grantRoutes() {
  return new Hono<Env>()
    .get('/cases/:id/grant-bounds', may('agent'), validate('param', id), async (c) =>
      c.json(await proposalBounds(c.var.deps, c.req.valid('param').id)),
    )
    .post(
      '/cases/:id/grants',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', wished),
      async (c) => {
        const { deps, actor } = c.var;
        const grantId = await propose({ deps, actor, caseId: c.req.valid('param').id }, c.req.valid('json'));
        return c.json({ id: grantId }, 201);
      },
    )
    .post(
      '/grants/:id/approval',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', approval),
      async (c) => {
        await approve({ ...c.var, grantId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/grants/:id/refusal',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.object({ note: z.string().max(500).optional() })),
      async (c) => {
        await decline({ ...c.var, grantId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/grants/:id/reversal',
      mayInPerson('manager'),
      validate('param', id),
      validate('json', reversal),
      async (c) => {
        const { deps, actor } = c.var;
        await reverse({ deps, actor, grantId: c.req.valid('param').id }, c.req.valid('json').reason);
        return c.body(null, 204);
      },
    )
    .get('/customers/:id/grants', may('agent'), validate('param', id), async (c) =>
      c.json(await grantsOf(c.var.deps.db, c.req.valid('param').id)),
    );
}
