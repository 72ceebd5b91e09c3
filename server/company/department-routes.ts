import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { addDepartment, deleteDepartment, departmentsView, renameDepartment } from './departments.ts';
import { everyLabel, someLabels } from './input.ts';

const code = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A code is written like after-sales.');
const newDepartment = z.object({ labels: someLabels, code: code.optional() });

export function departmentRoutes() {
  return new Hono<Env>()
    .get('/departments', may('agent'), async (c) =>
      c.json({ departments: await departmentsView(c.var.deps.db) }),
    )
    .post('/departments', may('manager'), validate('json', newDepartment), async (c) => {
      const code = await addDepartment(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json({ code }, 201);
    })
    .patch(
      '/departments/:code',
      may('manager'),
      validate('json', z.object({ labels: everyLabel })),
      async (c) => {
        await renameDepartment(c.var.deps, c.var.actor, c.req.param('code'), c.req.valid('json').labels);
        return c.body(null, 204);
      },
    )
    .delete('/departments/:code', may('manager'), async (c) => {
      await deleteDepartment(c.var.deps, c.var.actor, c.req.param('code'));
      return c.body(null, 204);
    });
}
