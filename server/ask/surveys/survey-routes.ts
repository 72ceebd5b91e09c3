import { Hono } from 'hono';
import { z } from 'zod';
import { surveyKinds } from '#db/schema/programs.ts';
import { may } from '../../auth/may.ts';
import type { Env } from '../../http/env.ts';
import { validate } from '../../http/validate.ts';
import { reportOn, surveyCatalogue, surveyDetails, surveyDiff, surveyVersion } from './survey-views.ts';
import { discardDraft, publishSurvey, saveDraft } from './survey-drafts.ts';
import { archiveSurvey, createSurvey, renameSurvey, unarchiveSurvey } from './surveys.ts';
import { surveyDocument } from './survey-document.ts';

const kind = z.enum(surveyKinds);
const name = z.string().trim().min(1).max(120);
const versionName = z.union([z.literal('draft'), z.coerce.number().int().min(1)]);
const revision = z.number().int().min(0);

/** The catalogue of surveys, their drafts and their versions. */
export function surveyRoutes() {
  return new Hono<Env>()
    .get('/surveys', may('agent'), async (c) => c.json(await surveyCatalogue(c.var.deps)))
    .post(
      '/surveys',
      may('manager'),
      validate(
        'json',
        z.object({ name, kind, from: z.union([z.string().max(40), surveyDocument]).optional() }),
      ),
      async (c) => c.json({ id: await createSurvey(c.var.deps, c.var.actor, c.req.valid('json')) }, 201),
    )
    .post(
      '/surveys/read',
      may('manager'),
      validate('json', z.object({ document: surveyDocument, kind })),
      async (c) => {
        const given = c.req.valid('json');
        return c.json(await reportOn(c.var.deps, given.document, given.kind));
      },
    )
    .get('/surveys/:id', may('agent'), async (c) =>
      c.json(await surveyDetails(c.var.deps, c.req.param('id'))),
    )
    .patch('/surveys/:id', may('manager'), validate('json', z.object({ name })), async (c) => {
      await renameSurvey(c.var.deps, c.var.actor, c.req.param('id'), c.req.valid('json').name);
      return c.body(null, 204);
    })
    .put(
      '/surveys/:id/draft',
      may('manager'),
      validate('json', z.object({ document: surveyDocument, revision })),
      async (c) => {
        const id = c.req.param('id');
        const saved = await saveDraft(c.var.deps, c.var.actor, { id, ...c.req.valid('json') });
        return c.json({ revision: saved });
      },
    )
    .delete(
      '/surveys/:id/draft',
      may('manager'),
      validate('query', z.object({ revision: z.coerce.number().int().min(0) })),
      async (c) => {
        const id = c.req.param('id');
        await discardDraft(c.var.deps, c.var.actor, { id, ...c.req.valid('query') });
        return c.json(await surveyDetails(c.var.deps, id));
      },
    )
    .post('/surveys/:id/versions', may('manager'), validate('json', z.object({ revision })), async (c) => {
      const id = c.req.param('id');
      const number = await publishSurvey(c.var.deps, c.var.actor, { id, ...c.req.valid('json') });
      return c.json({ number }, 201);
    })
    .get('/surveys/:id/versions/:number', may('agent'), async (c) =>
      c.json(await surveyVersion(c.var.deps, c.req.param('id'), Number(c.req.param('number')))),
    )
    .get(
      '/surveys/:id/diff',
      may('agent'),
      validate('query', z.object({ from: versionName, to: versionName })),
      async (c) => c.json(await surveyDiff(c.var.deps, c.req.param('id'), c.req.valid('query'))),
    )
    .put('/surveys/:id/archive', may('manager'), async (c) => {
      await archiveSurvey(c.var.deps, c.var.actor, c.req.param('id'));
      return c.body(null, 204);
    })
    .delete('/surveys/:id/archive', may('manager'), async (c) => {
      await unarchiveSurvey(c.var.deps, c.var.actor, c.req.param('id'));
      return c.body(null, 204);
    });
}
