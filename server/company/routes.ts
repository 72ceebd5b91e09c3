import { Hono } from 'hono';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { changeSettings, readSettings } from './company-settings.ts';
import { settableCompany } from './input.ts';

export function companyRoutes() {
  return new Hono<Env>()
    .get('/company', may('manager'), async (c) => c.json(await readSettings(c.var.deps)))
    .put('/company', may('admin'), validate('json', settableCompany), async (c) => {
      await changeSettings(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json(await readSettings(c.var.deps));
    });
}
