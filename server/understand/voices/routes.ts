import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { narrowing, span } from '../narrowing.ts';
import { readPlace } from '../place.ts';
import { voiceChoices } from './choices.ts';
import { listVoices } from './list.ts';
import { voiceOf } from './one-voice.ts';
import { reviewQueue } from './queue.ts';
import { readQueuePlace } from './queue-place.ts';
import { voiceStates } from './question.ts';
import { addTag, removeTag } from './tags.ts';
import { reviewVoice, unreviewVoice } from './voice-reviews.ts';

const filters = {
  ...span,
  ...narrowing,
  q: z.string().max(200).optional(),
  score: z.enum(['promoter', 'passive', 'detractor']).optional(),
  state: z.enum(voiceStates).optional(),
  tag: z.string().min(1).max(100).optional(),
  competitor: z.string().min(1).max(100).optional(),
};

const placeRead = <Place>(read: (text: string) => Place | null) =>
  z
    .string()
    .transform(read)
    .refine((place) => place !== null, 'is not a place of this list')
    .optional();

const listQuestion = z.object({ ...filters, after: placeRead(readPlace) });
const queueQuestion = z.object({ ...filters, after: placeRead(readQueuePlace) });
const tag = z.object({ tag: z.string().max(200) });
const revision = z.coerce.number().int().min(0);
const taken = z.object({ revision });
const reviewed = z.object({
  revision: z.number().int().min(0),
  reasons: z
    .array(
      z.object({
        category: z.enum(REASON_CATEGORIES),
        detail: z.string().min(1).max(100).nullable(),
        competitorId: z.string().min(1).max(100).nullable(),
      }),
    )
    .max(20),
});

export function voiceRoutes() {
  return new Hono<Env>()
    .get('/voices', may('manager'), validate('query', listQuestion), async (c) =>
      c.json(await listVoices(c.var.deps, c.req.valid('query'))),
    )
    .get('/voices/queue', may('manager'), validate('query', queueQuestion), async (c) =>
      c.json(await reviewQueue(c.var.deps, c.req.valid('query'))),
    )
    .get('/voices/choices', may('manager'), async (c) => c.json(await voiceChoices(c.var.deps.db)))
    .get('/voices/:responseId', may('manager'), async (c) =>
      c.json(await voiceOf(c.var.deps.db, c.req.param('responseId'))),
    )
    .post('/voices/:responseId/tags', mayInPerson('manager'), validate('json', tag), async (c) => {
      const { deps, actor } = c.var;
      const tagging = { ...c.req.valid('json'), responseId: c.req.param('responseId'), by: actor.id };
      return c.json(await addTag(deps, tagging));
    })
    .delete('/voices/:responseId/tags', mayInPerson('manager'), validate('query', tag), async (c) => {
      const { deps, actor } = c.var;
      const tagging = { ...c.req.valid('query'), responseId: c.req.param('responseId'), by: actor.id };
      return c.json(await removeTag(deps, tagging));
    })
    .post('/voices/:responseId/review', mayInPerson('manager'), validate('json', reviewed), async (c) => {
      const { deps, actor } = c.var;
      const said = { ...c.req.valid('json'), responseId: c.req.param('responseId'), by: actor.id };
      return c.json(await reviewVoice(deps, said));
    })
    .delete('/voices/:responseId/review', mayInPerson('manager'), validate('query', taken), async (c) => {
      const { deps, actor } = c.var;
      const said = { ...c.req.valid('query'), responseId: c.req.param('responseId'), by: actor.id };
      return c.json(await unreviewVoice(deps, said));
    });
}
