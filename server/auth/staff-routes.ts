import { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { inviteInput, staffChangeInput } from './input.ts';
import { may } from './may.ts';
import { changeStaff, colleaguesHere, inviteStaff, listStaff } from './staff-members.ts';

export function staffRoutes() {
  return new Hono<Env>()
    .get('/staff', may('manager'), async (c) => c.json({ staff: await listStaff(c.var.deps) }))
    .get('/colleagues', may('agent'), async (c) => c.json({ colleagues: await colleaguesHere(c.var.deps) }))
    .post('/staff', may('admin'), validate('json', inviteInput), async (c) =>
      c.json(await inviteStaff(c.var.deps, c.var.actor, c.req.valid('json')), 201),
    )
    .patch('/staff/:id', may('manager'), validate('json', staffChangeInput), async (c) => {
      await changeStaff(c.var.deps, c.var.actor, { id: c.req.param('id'), ...c.req.valid('json') });
      return c.body(null, 204);
    });
}
