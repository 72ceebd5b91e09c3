import { Hono } from 'hono';
import { z } from 'zod';
import { respondAssets } from '#client/respond/respond-assets.ts';
import { projectRoot } from '#db/project-root.ts';
import { surveyKinds } from '#db/schema/programs.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import { surveyDocument } from '../ask/surveys/survey-document.ts';
import { may } from '../auth/may.ts';
import { theCompany } from '../company/company.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { showable } from './draft-preview.ts';
import { respondPages } from './respond-pages.ts';

const draft = z.object({
  document: surveyDocument,
  locale: z.enum(LANGUAGES),
  kind: z.enum(surveyKinds),
});

/** A draft as a customer would see it, drawn by the customer's own page. Answering in it stores nothing. */
export function previewRoutes() {
  const pages = respondPages(respondAssets(projectRoot));
  return new Hono<Env>().post('/surveys/preview', may('agent'), validate('json', draft), async (c) => {
    const { document, locale, kind } = c.req.valid('json');
    const { name, accentColor } = await theCompany(c.var.deps.db);
    const { html } = pages.preview(
      { definition: showable(document), kind },
      { language: locale, company: { name, accentColor } },
    );
    return c.html(html, 200, { 'cache-control': 'no-store' });
  });
}
