import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { presetCodes, presetDocument, presetsIn } from '#server/listen/policy-presets.ts';
import {
  activatePolicy,
  checkPolicy,
  draftPolicy,
  policyVersions,
  policyWithProblems,
  retirePolicy,
  saveDraft,
} from './policies.ts';
import { policyDocument } from './policy-input.ts';
import { budgetsNow } from './policy-known.ts';
import { whatIf } from '../what-if/what-if.ts';

const id = z.object({ id: z.string().max(64) });
const revision = z.int().min(0);
const start = z.union(
  [
    z.strictObject({ preset: z.enum(presetCodes) }),
    z.strictObject({ from: z.string().max(64) }),
    z.strictObject({ document: policyDocument }),
  ],
  'A preset, the id of a version, or a document.',
);

/** The policy by which compensation is proposed. */
export function policyRoutes() {
  return new Hono<Env>()
    .get(
      '/policies',
      may('agent'),
      says('All versions of the compensation policy, the newest first'),
      async (c) => c.json({ policies: await policyVersions(c.var.deps.db) }),
    )
    .get('/policies/presets', may('manager'), says('Policies to start from'), (c) =>
      c.json({ presets: presetsIn(c.var.actor.locale) }),
    )
    .get('/policies/budgets', may('manager'), says('What this month’s compensation comes to'), async (c) =>
      c.json(await budgetsNow(c.var.deps)),
    )
    .get(
      '/policies/:id',
      may('agent'),
      says('One version, what it says and what is wrong with it'),
      validate('param', id),
      async (c) => c.json(await policyWithProblems(c.var.deps.db, c.req.valid('param').id)),
    )
    .post(
      '/policies',
      may('manager'),
      says('A new draft: from a preset, from another version, or from a document'),
      validate('json', start),
      async (c) => {
        const from = c.req.valid('json');
        const { locale } = c.var.actor;
        const said =
          'preset' in from
            ? { document: presetDocument(from.preset, locale) }
            : 'from' in from
              ? { id: from.from }
              : from;
        return c.json(await draftPolicy(c.var, said), 201);
      },
    )
    .post(
      '/policies/check',
      may('manager'),
      says('What is wrong with a document; nothing is kept'),
      validate('json', z.object({ document: policyDocument })),
      async (c) => c.json({ problems: await checkPolicy(c.var.deps.db, c.req.valid('json').document) }),
    )
    .post(
      '/policies/what-if',
      may('manager'),
      says(
        'What a document would have done in the last twelve months, beside what was done; nothing is kept',
      ),
      validate('json', z.object({ document: policyDocument })),
      async (c) => c.json(await whatIf(c.var.deps, c.req.valid('json').document)),
    )
    .put(
      '/policies/:id',
      may('manager'),
      says('Saves a draft at the revision that was read; 409 where somebody has saved meanwhile'),
      validate('param', id),
      validate('json', z.object({ document: policyDocument, revision })),
      async (c) => c.json(await saveDraft(c.var, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post(
      '/policies/:id/activation',
      mayInPerson('manager'),
      says('Switches a draft on in the place of the policy in force'),
      validate('param', id),
      validate('json', z.object({ revision })),
      async (c) => {
        await activatePolicy(c.var, c.req.valid('param').id, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/policies/:id/retirement',
      mayInPerson('manager'),
      says('Lets a draft go, or switches the policy in force off'),
      validate('param', id),
      async (c) => {
        await retirePolicy(c.var, c.req.valid('param').id);
        return c.body(null, 204);
      },
    );
}

const says = (summary: string) => describeRoute({ summary, tags: ['Compensation policy'] });
