import { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { setUpInput } from './input.ts';
import { may } from './may.ts';
import { giveSession } from './session-cookie.ts';
import { setUp } from './set-up.ts';

export function setUpRoutes() {
  return new Hono<Env>().post('/set-up', may('anyone'), validate('json', setUpInput), async (c) => {
    const { deps } = c.var;
    await giveSession(deps, c, await setUp(deps, c.req.valid('json')));
    return c.body(null, 201);
  });
}
