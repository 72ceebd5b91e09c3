import { Hono } from 'hono';
import { z } from 'zod';
import { tiers } from '#db/schema/responses.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { may, mayInPerson } from '#server/auth/may.ts';
import { oneLine } from '#server/company/input.ts';
import { theCompany } from '#server/company/company.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { confirmReasons } from './case-reasons.ts';
import { callResults, contactKinds, outcomes } from './case.ts';
import { casePage } from './case-page.ts';
import { assign, contactCustomer, note, resolve, snooze, wake } from './cases.ts';
import { reopen } from './reopening-by-hand.ts';
import { inboxCounts, inboxPage } from './inbox.ts';
import { inboxFilters } from './inbox-filter.ts';
import { snoozeTimes } from './snooze-time.ts';
import { letterDraft } from './letters/letters.ts';
import { handOver } from './hand-over.ts';
import { stepInMany } from './many-cases.ts';
import { storyKinds, storyOf } from './timeline.ts';
import { caseWithFacts } from './case-facts.ts';

const text = z.string().max(10_000);
const words = text.refine((value) => value.trim() !== '', 'is empty');
const id = z.object({ id: z.string().max(64) });
const listing = z.object({
  filter: z.enum(inboxFilters).default('all'),
  severity: z.coerce.number().int().min(1).max(4).optional(),
  tier: z.enum(tiers).optional(),
  category: z.enum(REASON_CATEGORIES).optional(),
  department: z.string().max(64).optional(),
  language: z.string().max(20).optional(),
  /** A colleague's id, or `none`. */
  owner: z.string().max(64).optional(),
  after: z.string().max(100).optional(),
});
const contact = z
  .object({
    kind: z.enum(contactKinds),
    note: text.default(''),
    /** Of a mail; without one it has that of the shipped letter. */
    subject: oneLine(200).nullable().default(null),
    /** How a call went. */
    result: z.enum(callResults).nullable().default(null),
    /** How long it took. */
    minutes: z.int().min(0).max(600).nullable().default(null),
    /** Sends the note to the customer as a mail. */
    isToSend: z.boolean().default(false),
  })
  .refine(({ kind, note, isToSend }) => !isToSend || (kind === 'mail' && note.trim() !== ''), {
    path: ['isToSend'],
    error: 'only a mail with words can be sent',
  })
  .refine(({ kind, result, minutes }) => kind === 'call' || (result === null && minutes === null), {
    path: ['result'],
    error: 'only a call has a result and a length',
  });
const ending = z.object({
  outcome: z.enum(outcomes),
  rootCause: z.string().max(500),
  /** As a reason of the codebook, `category` or `category/detail`; what the case is about where it is left out. */
  rootCauseReason: z.string().max(100).nullable().default(null),
  /** What the customer is sent; null sends nothing. */
  letter: words.nullable().default(null),
});
const confirmed = z.strictObject({
  /** The answer and the reading of it that were looked at. */
  responseId: z.string().max(64),
  revision: z.int().min(0),
  /** None: there is no reason in the words. */
  reasons: z
    .array(
      z.strictObject({
        category: z.enum(REASON_CATEGORIES),
        detail: z.string().min(1).max(100).nullable(),
        competitorId: z.string().min(1).max(100).nullable().default(null),
      }),
    )
    .max(20),
});
const story = z.object({
  kind: z.enum(storyKinds).optional(),
  /** Goes on from here: the `before` of the page read last. */
  before: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});
const snoozing = z.object({ until: z.coerce.date('must be a time') });
const many = z.object({
  caseIds: z.array(z.string().max(64)).min(1).max(200, 'At most 200 cases at once.'),
  step: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assign'), ownerId: z.string().max(64) }),
    snoozing.extend({ kind: z.literal('snooze') }),
    z.object({ kind: z.literal('wake') }),
  ]),
});

export function answerRoutes() {
  return new Hono<Env>()
    .get('/inbox/counts', may('agent'), async (c) => {
      const { deps, actor } = c.var;
      return c.json(await inboxCounts(deps.db, { actorId: actor.id, now: deps.now() }));
    })
    .get('/inbox/snooze-times', may('agent'), async (c) => {
      const { deps } = c.var;
      return c.json(snoozeTimes(await theCompany(deps.db), deps.now()));
    })
    .get('/cases', may('agent'), validate('query', listing), async (c) => {
      const { deps, actor } = c.var;
      const { filter, after, ...narrowing } = c.req.valid('query');
      const reader = { actorId: actor.id, now: deps.now() };
      return c.json(await inboxPage(deps.db, { filter, after, narrowing, ...reader }));
    })
    .get('/cases/:id', may('agent'), validate('param', id), async (c) => {
      const { deps, actor } = c.var;
      const reading = { now: deps.now(), language: actor.locale, reader: actor };
      return c.json(await casePage(deps.db, c.req.valid('param').id, reading));
    })
    .get('/cases/:id/story', may('agent'), validate('param', id), validate('query', story), async (c) => {
      const { db } = c.var.deps;
      const { case: found } = await caseWithFacts(db, c.req.valid('param').id);
      return c.json(await storyOf(db, found.customerId, c.req.valid('query')));
    })
    .get(
      '/cases/:id/letter',
      may('agent'),
      validate('param', id),
      validate('query', z.object({ template: z.string().max(64).optional() })),
      async (c) => {
        const asked = { caseId: c.req.valid('param').id, templateId: c.req.valid('query').template };
        return c.json(await letterDraft({ ...c.var, ...asked }));
      },
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
      '/cases/:id/reasons',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', confirmed),
      async (c) => {
        await confirmReasons({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    )
    .post(
      '/cases/:id/reopening',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', z.strictObject({ reason: words })),
      async (c) => {
        await reopen({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json'));
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
    )
    .put(
      '/cases/:id/snooze',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', snoozing),
      async (c) => {
        await snooze({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json').until);
        return c.body(null, 204);
      },
    )
    .delete('/cases/:id/snooze', mayInPerson('agent'), validate('param', id), async (c) => {
      await wake({ ...c.var, caseId: c.req.valid('param').id });
      return c.body(null, 204);
    })
    .post('/cases/steps', mayInPerson('agent'), validate('json', many), async (c) => {
      const { caseIds, step } = c.req.valid('json');
      return c.json({ results: await stepInMany(c.var, caseIds, step) });
    })
    .post('/staff/:id/hand-over', mayInPerson('manager'), validate('param', id), async (c) =>
      c.json(await handOver(c.var, c.req.valid('param').id)),
    );
}
