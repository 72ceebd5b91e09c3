import { Hono } from 'hono';
import { z } from 'zod';
import { tiers } from '#db/schema/responses.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { may, mayInPerson } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { assignmentRulesOf, changeRules, previewOf } from './assignment-rules.ts';

const names = z.array(z.string().max(64)).max(100).optional();
const severity = z.int().min(1).max(4);
const rule = z.strictObject({
  test: z.strictObject({
    categories: z.array(z.enum(REASON_CATEGORIES)).optional(),
    departments: names,
    tiers: z.array(z.enum(tiers)).optional(),
    locales: names,
    leastSeverity: severity.optional(),
  }),
  staffIds: z.array(z.string().max(64)).min(1, 'Say who answers.').max(100),
});
const rules = z.array(rule).max(50, 'At most 50 rules.');
const supposed = z.object({
  category: z.enum(REASON_CATEGORIES).nullable(),
  department: z.string().max(64).nullable(),
  tier: z.enum(tiers).nullable(),
  locale: z.string().max(20),
  severity,
});

/** Who answers whom. */
export function assignmentRoutes() {
  return new Hono<Env>()
    .get('/assignment', may('manager'), async (c) => c.json({ rules: await assignmentRulesOf(c.var.deps) }))
    .put('/assignment', mayInPerson('manager'), validate('json', z.object({ rules })), async (c) => {
      await changeRules(c.var.deps, c.var.actor, c.req.valid('json').rules);
      return c.json({ rules: await assignmentRulesOf(c.var.deps) });
    })
    .post(
      '/assignment/preview',
      may('manager'),
      validate('json', z.object({ rules, customer: supposed })),
      async (c) => {
        const asked = c.req.valid('json');
        return c.json(await previewOf(c.var.deps, asked.rules, asked.customer));
      },
    );
}
