import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { asksOf, contactsOf } from './asks.ts';
import { changeContactRules, contactRules, readContactRules } from './contact-rules-settings.ts';

const askPage = z.object({ before: z.string().max(40).optional() });
const contactPage = z.object({ before: z.coerce.number().int().positive().optional() });

/** How often customers are contacted at all, and what became of it for each of them. */
export function contactRoutes() {
  return new Hono<Env>()
    .get('/contact-rules', may('manager'), async (c) => c.json(await readContactRules(c.var.deps)))
    .put('/contact-rules', may('admin'), validate('json', contactRules), async (c) => {
      await changeContactRules(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json(await readContactRules(c.var.deps));
    })
    .get('/customers/:id/asks', may('agent'), validate('query', askPage), async (c) =>
      c.json(await asksOf(c.var.deps, c.req.param('id'), c.req.valid('query').before)),
    )
    .get('/customers/:id/contacts', may('agent'), validate('query', contactPage), async (c) =>
      c.json(await contactsOf(c.var.deps, c.req.param('id'), c.req.valid('query').before)),
    );
}
