import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import { languageCode, oneLine } from '#server/company/input.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { addTemplate, allTemplates, archiveTemplate, changeTemplate } from './mail-templates.ts';

const id = z.object({ id: z.string().max(64) });
const words = z.strictObject({
  subject: z.string().trim().max(200, 'At most 200 characters.'),
  body: z.string().trim().max(10_000, 'At most 10,000 characters.'),
});
const written = z.strictObject({
  /** Empty only for a shipped template, which the desk names in the reader's language. */
  name: oneLine(80).or(z.literal('')),
  /** By language; `{{name}}`, `{{company}}`, `{{agent}}`, `{{order}}`, `{{wrong}}`, `{{changed}}` and `{{offer}}` are filled. */
  texts: z.partialRecord(languageCode, words),
});
const changed = written.extend({
  /** Of the template that was looked at; null for a shipped one nobody has changed. */
  updatedAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable(),
});

/** Words to start mails from: agents read them, managers write them. */
export function mailTemplateRoutes() {
  return new Hono<Env>()
    .get('/mail-templates', may('agent'), async (c) =>
      c.json({ templates: await allTemplates(c.var.deps.db) }),
    )
    .post('/mail-templates', may('manager'), validate('json', written), async (c) =>
      c.json(await addTemplate(c.var.deps, c.var.actor, c.req.valid('json')), 201),
    )
    .put(
      '/mail-templates/:id',
      may('manager'),
      validate('param', id),
      validate('json', changed),
      async (c) => {
        await changeTemplate(c.var.deps, c.var.actor, { ...c.req.valid('param'), ...c.req.valid('json') });
        return c.body(null, 204);
      },
    )
    .post('/mail-templates/:id/archival', may('manager'), validate('param', id), async (c) => {
      await archiveTemplate(c.var.deps, c.var.actor, { ...c.req.valid('param'), isArchived: true });
      return c.body(null, 204);
    })
    .delete('/mail-templates/:id/archival', may('manager'), validate('param', id), async (c) => {
      await archiveTemplate(c.var.deps, c.var.actor, { ...c.req.valid('param'), isArchived: false });
      return c.body(null, 204);
    });
}
