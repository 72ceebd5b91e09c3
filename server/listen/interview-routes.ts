import { Hono } from 'hono';
import { z } from 'zod';
import { LANGUAGES } from '#surveys/languages.ts';
import { mayInPerson } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { interviewFor, keepInterview, takeInterview } from './interviews.ts';

const id = z.object({ id: z.string().max(64) });
const said = z.strictObject({
  answers: z.record(z.string(), z.unknown()),
  language: z.enum(LANGUAGES).nullable().default(null),
});

/** The interview by telephone: what the interviewer has before her, and what the customer said. */
export function interviewRoutes() {
  return new Hono<Env>()
    .get('/calls/:id/interview', mayInPerson('agent'), validate('param', id), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await interviewFor(c.var.deps, c.var.actor, c.req.valid('param').id));
    })
    .put(
      '/calls/:id/interview/answers',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', said),
      async (c) => {
        const interview = { ...c.req.valid('json'), invitationId: c.req.valid('param').id };
        return c.json({ outcome: await keepInterview(c.var.deps, c.var.actor, interview) });
      },
    )
    .post(
      '/calls/:id/interview',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', said),
      async (c) => {
        const interview = { ...c.req.valid('json'), invitationId: c.req.valid('param').id };
        return c.json(await takeInterview(c.var.deps, c.var.actor, interview), 201);
      },
    );
}
