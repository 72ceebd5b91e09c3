import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { LANGUAGES } from '#surveys/languages.ts';
import { may } from '../auth/may.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import { answerSize } from './answer-size.ts';
import { savePartial, type Saved } from './keep-partial.ts';

const snapshot = z.object({
  answers: z.record(z.string(), z.unknown()),
  language: z.enum(LANGUAGES).nullish(),
});

const refusals = {
  unknown: { status: 404, code: 'not_found', detail: 'We do not know this link.' },
  answered: { status: 409, code: 'conflict', detail: 'This survey has been answered.' },
  closed: { status: 410, code: 'closed', detail: 'This survey cannot be answered any more.' },
  expired: { status: 410, code: 'expired', detail: 'This survey cannot be answered any more.' },
  'not-asked': { status: 410, code: 'not-asked', detail: 'This survey cannot be answered any more.' },
} as const satisfies Record<
  Exclude<Saved, 'saved'>,
  { status: ContentfulStatusCode; code: string; detail: string }
>;

/** What the page of a personal link sends beside the answers themselves. */
export function answeringRoutes(deps: Deps) {
  const limit = answerSize((c) => answer(c, 413, { code: 'invalid', detail: 'The answers are too long.' }));
  return new Hono<Env>().post(
    '/s/:token/answers',
    may('anyone'),
    limit,
    validate('json', snapshot),
    async (c) => {
      const saved = await savePartial(deps, c.req.param('token'), c.req.valid('json'));
      return saved === 'saved' ? c.body(null, 204) : refused(c, refusals[saved]);
    },
  );
}

function refused(c: Context, { status, ...body }: (typeof refusals)[keyof typeof refusals]): Response {
  return answer(c, status, body);
}
