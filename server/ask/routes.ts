import { Hono } from 'hono';
import { z } from 'zod';
import { invitationStatuses } from '#db/schema/programs.ts';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { previewWave, programDetails, programsOverview } from './program-views.ts';
import { audienceCount, audienceFields } from './audience/audience-views.ts';
import { addProgram, archiveProgram, changeProgram } from './program-change.ts';
import { audienceQuestion, newProgram, programChange } from './program-input.ts';
import { pauseProgram, resumeProgram } from './programs.ts';
import { waveDetails, waveInvitations } from './wave-views.ts';
import { pauseWave, resumeWave } from './wave-pauses.ts';
import { openWave } from './waves.ts';

const opening = z.strictObject({ timing: z.enum(['at-once', 'in-hours']).default('at-once') });

const invitationFilter = z.object({
  status: z.enum(invitationStatuses).optional(),
  skip: z.string().max(40).optional(),
  after: z.string().max(40).optional(),
});

export function askRoutes() {
  return new Hono<Env>()
    .get('/programs', may('agent'), async (c) => c.json({ programs: await programsOverview(c.var.deps) }))
    .post('/programs', may('manager'), validate('json', newProgram), async (c) =>
      c.json({ id: await addProgram(c.var.deps, c.var.actor, c.req.valid('json')) }, 201),
    )
    .get('/programs/:id', may('agent'), async (c) =>
      c.json(await programDetails(c.var.deps, c.req.param('id'))),
    )
    .patch('/programs/:id', may('manager'), validate('json', programChange), async (c) => {
      await changeProgram(c.var.deps, c.var.actor, c.req.param('id'), c.req.valid('json'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .get('/programs/:id/preview', may('manager'), async (c) =>
      c.json(await previewWave(c.var.deps, c.req.param('id'))),
    )
    .put('/programs/:id/archive', may('manager'), async (c) => {
      await archiveProgram(c.var.deps, c.var.actor, c.req.param('id'), true);
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .delete('/programs/:id/archive', may('manager'), async (c) => {
      await archiveProgram(c.var.deps, c.var.actor, c.req.param('id'), false);
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .get('/audience/fields', may('agent'), async (c) => c.json(await audienceFields(c.var.deps)))
    .post('/audience/count', may('manager'), validate('json', audienceQuestion), async (c) =>
      c.json(await audienceCount(c.var.deps, c.req.valid('json'))),
    )
    .put('/programs/:id/pause', may('manager'), async (c) => {
      await pauseProgram(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .delete('/programs/:id/pause', may('manager'), async (c) => {
      await resumeProgram(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await programDetails(c.var.deps, c.req.param('id')));
    })
    .post('/programs/:id/waves', may('manager'), validate('json', opening), async (c) => {
      const { timing } = c.req.valid('json');
      return c.json({ id: await openWave(c.var.deps, c.var.actor, c.req.param('id'), timing) }, 201);
    })
    .get('/waves/:id', may('agent'), async (c) =>
      c.json(await waveDetails(c.var.deps, c.req.param('id'), c.var.actor.locale)),
    )
    .put('/waves/:id/pause', may('manager'), async (c) => {
      await pauseWave(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await waveDetails(c.var.deps, c.req.param('id'), c.var.actor.locale));
    })
    .delete('/waves/:id/pause', may('manager'), async (c) => {
      await resumeWave(c.var.deps, c.var.actor, c.req.param('id'));
      return c.json(await waveDetails(c.var.deps, c.req.param('id'), c.var.actor.locale));
    })
    .get('/waves/:id/invitations', may('agent'), validate('query', invitationFilter), async (c) =>
      c.json(await waveInvitations(c.var.deps, c.req.param('id'), c.req.valid('query'))),
    );
}
