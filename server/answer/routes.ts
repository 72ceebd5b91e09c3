import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { contactKinds, outcomes } from './case.ts';
import { casePage } from './case-page.ts';
import { assign, contactCustomer, note, resolve } from './cases.ts';
import { inboxCounts, inboxFilters, inboxPage } from './inbox.ts';
import { letterDraft } from './letters.ts';

const text = z.string().max(10_000);
const words = text.refine((value) => value.trim() !== '', 'is empty');
const id = z.object({ id: z.string().max(64) });
const listing = z.object({
  filter: z.enum(inboxFilters).default('all'),
  after: z.string().max(100).optional(),
});
const contact = z
  .object({
    kind: z.enum(contactKinds),
    note: text.default(''),
    /** Sends the note to the customer as a mail. */
    isToSend: z.boolean().default(false),
  })
  .refine(({ kind, note, isToSend }) => !isToSend || (kind === 'mail' && note.trim() !== ''), {
    path: ['isToSend'],
    error: 'only a mail with words can be sent',
  });
const ending = z.object({
  outcome: z.enum(outcomes),
  rootCause: z.string().max(500),
  /** What the customer is sent; null sends nothing. */
  letter: words.nullable().default(null),
});

export function answerRoutes() {
  return new Hono<Env>()
    .get('/inbox/counts', may('agent'), async (c) => {
      const { deps, actor } = c.var;
      return c.json(await inboxCounts(deps.db, { actorId: actor.id, now: deps.now() }));
    })
    .get('/cases', may('agent'), validate('query', listing), async (c) => {
      const { deps, actor } = c.var;
      const query = { ...c.req.valid('query'), actorId: actor.id, now: deps.now() };
      return c.json(await inboxPage(deps.db, query));
    })
    .get('/cases/:id', may('agent'), validate('param', id), async (c) => {
      const { deps, actor } = c.var;
      const reading = { now: deps.now(), language: actor.locale };
      return c.json(await casePage(deps.db, c.req.valid('param').id, reading));
    })
    .get('/cases/:id/letter', may('agent'), validate('param', id), async (c) =>
      c.json(await letterDraft({ ...c.var, caseId: c.req.valid('param').id })),
    )
    .post(
      '/cases/:id/contacts',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', contact),
      async (c) => {
        await contactCustomer({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/cases/:id/notes',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.object({ body: words })),
      async (c) => {
        await note({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json').body);
        return c.body(null, 204);
      },
    )
    .post(
      '/cases/:id/resolution',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', ending),
      async (c) => {
        await resolve({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/cases/:id/assignment',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.object({ ownerId: z.string().max(64) })),
      async (c) => {
        await assign({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json').ownerId);
        return c.body(null, 204);
      },
    );
}
