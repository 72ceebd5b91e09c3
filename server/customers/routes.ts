import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { addressBlockOf, allowAddress, blockAddress } from './address-blocks.ts';
import { customersCsv } from './customer-export.ts';
import { findCustomer, listCustomers } from './customers.ts';
import { timelineOf } from './timeline.ts';

const listQuestion = z.object({
  search: z.string().max(200).optional(),
  tier: z.enum(['gold', 'silver', 'copper']).optional(),
  status: z.enum(['active', 'left', 'deceased', 'barred', 'anonymised']).optional(),
  after: z.string().max(50).optional(),
});
const block = z.object({ note: z.string().trim().max(500).nullable().optional() });
const timelineQuestion = z.object({ before: z.coerce.date().optional() });

export function customerRoutes() {
  return new Hono<Env>()
    .get('/customers', may('agent'), validate('query', listQuestion), async (c) =>
      c.json(await listCustomers(c.var.deps.db, c.req.valid('query'))),
    )
    .get('/customers.csv', may('manager'), (c) => {
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', 'attachment; filename="customers.csv"');
      return stream(c, async (out) => {
        for await (const lines of customersCsv(c.var.deps.db)) await out.write(lines);
      });
    })
    .get('/customers/:id', may('agent'), async (c) =>
      c.json(await findCustomer(c.var.deps.db, c.req.param('id'))),
    )
    .get('/customers/:id/timeline', may('agent'), validate('query', timelineQuestion), async (c) => {
      const { actor, deps } = c.var;
      const { id } = await findCustomer(deps.db, c.req.param('id'));
      const { before } = c.req.valid('query');
      return c.json(await timelineOf(deps.db, id, { before, language: actor.locale }));
    })
    .get('/customers/:id/address-block', may('agent'), async (c) =>
      c.json(await addressBlockOf(c.var.deps.db, c.req.param('id'))),
    )
    .put('/customers/:id/address-block', may('manager'), validate('json', block), async (c) => {
      const id = c.req.param('id');
      await blockAddress(c.var.deps, c.var.actor, id, c.req.valid('json').note ?? null);
      return c.json(await addressBlockOf(c.var.deps.db, id));
    })
    .delete('/customers/:id/address-block', may('manager'), async (c) => {
      await allowAddress(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json({ block: null });
    });
}
