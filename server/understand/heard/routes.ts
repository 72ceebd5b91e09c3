import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { nearestLanguage } from '#client/locales/languages.ts';
import { may } from '#server/auth/may.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { isLanguage, type Language } from '#surveys/languages.ts';
import { publish, releasedComments, unpublish } from './comments.ts';
import { changePublicPage, publicPageInput, publicPageOf, publicPageView } from './page-settings.ts';
import { publicPages } from './public-pages.ts';
import { addRepair, allRepairs, changeRepair, removeRepair, repairInput } from './repairs.ts';

const place = z
  .string()
  .regex(/^\d{1,15}\.[\w-]{1,64}$/, 'is not a place of this list')
  .transform((text) => {
    const [at = '', id = ''] = text.split('.');
    return { at: Number(at), id };
  })
  .optional();

const choice = z.strictObject({
  words: z.string().min(1, 'Leave some words.').max(10_000, 'At most 10,000 characters.'),
  isChecked: z.boolean().default(false),
});

/** What the company tells everybody of what it heard: an administrator turns it on, managers choose what stands there. */
export function heardRoutes() {
  const page = publicPages();
  return new Hono<Env>()
    .get('/heard', may('manager'), async (c) => c.json(await publicPageView(c.var.deps)))
    .put('/heard', may('admin'), validate('json', publicPageInput), async (c) => {
      await changePublicPage(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json(await publicPageView(c.var.deps));
    })
    .get('/heard/preview', may('manager'), async (c) => {
      const shown = await page(c.var.deps, { language: await languageFor(c), isPreview: true });
      if (!shown) throw new DomainError('not_found', 'There is nothing here.');
      c.header('cache-control', 'no-store');
      return c.html(shown.html, 200, { 'content-security-policy': shown.policy });
    })
    .get('/heard/comments', may('manager'), validate('query', z.object({ after: place })), async (c) =>
      c.json(await releasedComments(c.var.deps.db, c.req.valid('query').after ?? null)),
    )
    .put('/heard/comments/:responseId', may('manager'), validate('json', choice), async (c) => {
      const { responseId } = c.req.param();
      await publish(c.var.deps, c.var.actor, { responseId, ...c.req.valid('json') });
      return c.body(null, 204);
    })
    .delete('/heard/comments/:responseId', may('manager'), async (c) => {
      await unpublish(c.var.deps, c.var.actor, c.req.param('responseId'));
      return c.body(null, 204);
    })
    .get('/heard/repairs', may('manager'), async (c) => c.json({ repairs: await allRepairs(c.var.deps.db) }))
    .post('/heard/repairs', may('manager'), validate('json', repairInput), async (c) =>
      c.json(await addRepair(c.var.deps, c.var.actor, c.req.valid('json')), 201),
    )
    .put('/heard/repairs/:id', may('manager'), validate('json', repairInput), async (c) => {
      await changeRepair(c.var.deps, c.var.actor, { id: c.req.param('id'), ...c.req.valid('json') });
      return c.body(null, 204);
    })
    .delete('/heard/repairs/:id', may('manager'), async (c) => {
      await removeRepair(c.var.deps, c.var.actor, c.req.param('id'));
      return c.body(null, 204);
    });
}

/** The public page. While it is off there is nothing here. */
export function publicHeardRoutes() {
  const page = publicPages();
  return new Hono<Env>().get('/heard', may('anyone'), async (c) => {
    const { isOn } = await publicPageOf(c.var.deps.db);
    const shown = isOn ? await page(c.var.deps, { language: await languageFor(c), isPreview: false }) : null;
    if (!shown) throw new DomainError('not_found', 'There is nothing here.');
    return c.html(shown.html, 200, {
      'content-security-policy': shown.policy,
      'cache-control': 'public, max-age=60',
      vary: 'accept-language',
    });
  });
}

async function languageFor(c: Context<Env>): Promise<Language> {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) return asked;
  return nearestLanguage(
    firstKnown(c.req.header('accept-language')) ?? (await theCompany(c.var.deps.db)).locale,
  );
}

/** The first language of ours among those a browser asks for, in its own order. */
const firstKnown = (header: string | undefined): Language | undefined =>
  (header ?? '')
    .split(',')
    .map((tag) => tag.split(/[-;]/)[0]?.trim().toLowerCase())
    .find(isLanguage);
