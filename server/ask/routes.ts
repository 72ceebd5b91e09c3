import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { previewWave, programDetails, programsOverview } from './program-views.ts';
import { changeProgram, pauseProgram, resumeProgram } from './programs.ts';
import { waveDetails, waveInvitations } from './wave-views.ts';
import { openWave } from './waves.ts';

const change = z.object({
  audience: z.enum(['ordered-last-month', 'active', 'departed-last-month']).optional(),
  rewardMinor: z.number().int().min(1).max(100_000_000).nullable().optional(),
});

const statuses = [
  'queued',
  'sent',
  'delivered',
  'opened',
  'started',
  'completed',
  'bounced',
  'expired',
  'skipped',
] as const;
const invitationFilter = z.object({
  status: z.enum(statuses).optional(),
  skip: z.string().max(40).optional(),
  after: z.string().max(40).optional(),
});

export function askRoutes() {
  return new Hono<Env>()
    .get('/programs', may('agent'), async (c) => c.json({ programs: await programsOverview(c.var.deps) }))
    .get('/programs/:id', may('agent'), async (c) =>
      c.json(await programDetails(c.var.deps, c.req.param('id'))),
    )
    .patch('/programs/:id', may('manager'), validate('json', change), async (c) => {
      await changeProgram(c.var.deps, c.var.actor, c.req.param('id'), c.req.valid('json'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .get('/programs/:id/preview', may('manager'), async (c) =>
      c.json(await previewWave(c.var.deps, c.req.param('id'))),
    )
    .put('/programs/:id/pause', may('manager'), async (c) => {
      await pauseProgram(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .delete('/programs/:id/pause', may('manager'), async (c) => {
      await resumeProgram(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .post('/programs/:id/waves', may('manager'), async (c) =>
      c.json({ id: await openWave(c.var.deps, c.var.actor, c.req.param('id')) }, 201),
    )
    .get('/waves/:id', may('agent'), async (c) => c.json(await waveDetails(c.var.deps, c.req.param('id'))))
    .get('/waves/:id/invitations', may('agent'), validate('query', invitationFilter), async (c) =>
      c.json(await waveInvitations(c.var.deps, c.req.param('id'), c.req.valid('query'))),
    );
}
