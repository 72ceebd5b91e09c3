import { Hono } from 'hono';
import { theCompany } from '../company/company.ts';
import type { Env } from '../http/env.ts';
import { may } from './may.ts';

export function sessionRoutes() {
  return new Hono<Env>().get('/me', may('agent'), async (c) => {
    const { name, locale, timeZone, currency } = await theCompany(c.var.deps.db);
    return c.json({ actor: c.var.actor, company: { name, locale, timeZone, currency } });
  });
}
