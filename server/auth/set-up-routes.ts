import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { setUpInput } from './input.ts';
import { may } from './may.ts';
import { giveSession } from './session-cookie.ts';
import { setUp } from './set-up.ts';

/** `afterSetUp` gives the new company what it starts with; it may run again, so it looks at the rows first. */
export function setUpRoutes(afterSetUp?: (deps: Deps) => Promise<void>) {
  return new Hono<Env>().post('/set-up', may('anyone'), validate('json', setUpInput), async (c) => {
    const { deps } = c.var;
    await giveSession(deps, c, await setUp(deps, c.req.valid('json')));
    await afterSetUp?.(deps);
    return c.body(null, 201);
  });
}
