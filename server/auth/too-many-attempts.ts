import type { MiddlewareHandler } from 'hono';
import { GuardError } from '#db/client.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { tooManyAttempts } from './sign-in-attempts.ts';

/** Tells a client that tries too often to wait, rather than that something clashes. */
export const tooManyAttemptsAs429: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  if (!(c.error instanceof GuardError) || c.error.message !== tooManyAttempts) return;
  c.res = answer(c, 429, { code: 'too_many', detail: tooManyAttempts });
};
