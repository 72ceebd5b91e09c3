import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { may } from '../auth/may.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { readAnswers } from './read-answers.ts';
import { takeResponse, type Outcome } from './take-response.ts';

const mostBytes = 64 * 1024;

/** The customer's page behind a personal link. Reading it records nothing, whoever follows the link (design rule 1). */
export function respondRoutes(deps: Deps) {
  const limit = bodyLimit({
    maxSize: mostBytes,
    onError: (c) => answer(c, 413, { code: 'invalid', detail: 'The answers are too long.' }),
  });
  return new Hono<Env>().post('/s/:token', may('anyone'), limit, async (c) => {
    const read = readAnswers(c.req.header('content-type'), await c.req.text());
    if ('refused' in read) return refusal(c, read.refused);
    return reply(c, await takeResponse(deps, c.req.param('token'), read.given));
  });
}

function refusal(c: Context, why: 'content-type' | 'unreadable'): Response {
  return why === 'content-type'
    ? answer(c, 415, { code: 'invalid', detail: 'Send a form or JSON.' })
    : answer(c, 400, { code: 'invalid', detail: 'The answers cannot be read.' });
}

function reply(c: Context, outcome: Outcome): Response {
  switch (outcome.outcome) {
    case 'taken':
      return c.json({ outcome: 'taken', thanks: outcome.thanks }, 201);
    case 'already':
      return c.json({ outcome: 'already', thanks: outcome.thanks }, 200);
    case 'invalid': {
      const fields = Object.fromEntries(outcome.problems.map(({ question, message }) => [question, message]));
      return answer(c, 400, { code: 'invalid', detail: 'Some answers cannot be used.', fields });
    }
    case 'unknown':
      return answer(c, 404, { code: 'not_found', detail: 'We do not know this link.' });
    default:
      return answer(c, 410, { code: outcome.outcome, detail: 'This survey cannot be answered any more.' });
  }
}
