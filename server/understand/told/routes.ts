import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { nearestLanguage } from '#client/locales/languages.ts';
import { may, mayInPerson } from '#server/auth/may.ts';
import { theCompany } from '#server/company/company.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { placeOf, whatChanged } from '../change-alerts.ts';
import { month } from '../narrowing.ts';
import { chooseDigest, ownDigest, stopDigest } from './digests.ts';
import { readerBehind } from './stop-link.ts';
import { stopPage } from './stop-page.tsx';

const digest = z.strictObject({
  cadence: z.enum(['weekly', 'monthly'], 'Weekly or monthly.'),
  query: z.string().max(1000, 'At most 1,000 characters.').default(''),
});

/** What changed, and what a colleague has herself mailed. */
export function toldColleaguesRoutes() {
  return new Hono<Env>()
    .get('/changes', may('manager'), validate('query', z.object({ month })), async (c) => {
      const changes = await whatChanged(c.var.deps, c.req.valid('query').month);
      return c.json({ changes: changes.map((change) => ({ ...change, place: placeOf(change) })) });
    })
    .get('/me/digest', mayInPerson('manager'), async (c) =>
      c.json({ digest: await ownDigest(c.var.deps, c.var.actor) }),
    )
    .put('/me/digest', mayInPerson('manager'), validate('json', digest), async (c) => {
      await chooseDigest(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json({ digest: await ownDigest(c.var.deps, c.var.actor) });
    })
    .delete('/me/digest', mayInPerson('manager'), async (c) => {
      await stopDigest(c.var.deps, c.var.actor.id);
      return c.body(null, 204);
    });
}

/** Behind the foot of a digest, for whoever reads it without being signed in. */
export function digestStopRoutes() {
  return new Hono<Env>()
    .get('/digest/:staffId/:token', may('anyone'), (c) => show(c, 'ask'))
    .post('/digest/:staffId/:token', may('anyone'), async (c) => {
      const reader = await readerBehind(c.var.deps, c.req.param());
      if (reader) await stopDigest(c.var.deps, reader.id);
      return show(c, 'done');
    });
}

async function show(c: Context<Env>, state: 'ask' | 'done'): Promise<Response> {
  const { deps } = c.var;
  const company = await theCompany(deps.db);
  const { staffId = '', token = '' } = c.req.param() as Partial<Record<string, string>>;
  const reader = await readerBehind(deps, { staffId, token });
  const locale = reader?.locale ?? nearestLanguage(c.req.header('accept-language') ?? company.locale);
  const { html, policy } = stopPage({
    company,
    locale,
    email: reader?.email ?? '',
    state: reader ? state : 'unknown',
  });
  c.header('content-security-policy', policy);
  c.header('cache-control', 'no-store');
  return c.html(html, reader ? 200 : 404);
}
