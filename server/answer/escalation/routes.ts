import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { audiences, clocks } from './escalation.ts';
import { changeSteps, escalationStepsOf } from './steps.ts';

const thirtyDays = 30 * 24 * 60;
const step = z
  .strictObject({
    clock: z.enum(clocks),
    /** Minutes of business time after the case is due; before it where negative. */
    minutesAfterDue: z
      .int('A whole number of minutes.')
      .min(-thirtyDays, 'At most 30 days before.')
      .max(thirtyDays, 'At most 30 days after.'),
    to: z.enum(audiences),
    /** The named leader; null while the administrators stand in. */
    staffId: z.string().max(64).nullable().default(null),
  })
  .transform((given) => ({ ...given, staffId: given.to === 'named' ? given.staffId : null }));
const steps = z.object({
  steps: z.array(step).max(20, 'At most 20 steps.').superRefine(noneTwice),
});

/** Who is told when, as a case's clocks run. */
export function escalationRoutes() {
  return new Hono<Env>()
    .get('/escalation', may('manager'), async (c) => c.json({ steps: await escalationStepsOf(c.var.deps) }))
    .put('/escalation', mayInPerson('manager'), validate('json', steps), async (c) => {
      await changeSteps(c.var.deps, c.var.actor, c.req.valid('json').steps);
      return c.json({ steps: await escalationStepsOf(c.var.deps) });
    });
}

function noneTwice(given: z.output<typeof step>[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [at, one] of given.entries()) {
    const key = JSON.stringify(one);
    if (seen.has(key)) context.addIssue({ code: 'custom', path: [at], message: 'This step stands twice.' });
    seen.add(key);
  }
}
