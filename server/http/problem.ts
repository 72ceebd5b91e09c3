import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ConstraintError, GuardError } from '#db/client.ts';
import { DomainError, type ErrorCode } from '../errors.ts';

const statusOf = { invalid: 400, forbidden: 403, not_found: 404, conflict: 409 } as const satisfies Record<
  ErrorCode,
  number
>;

/** Every error leaves as RFC 9457 `application/problem+json`, in this one shape. */
export function problem(error: Error, c: Context): Response {
  if (error instanceof DomainError) {
    return answer(c, statusOf[error.code], { code: error.code, detail: error.message, fields: error.fields });
  }
  if (error instanceof GuardError) return answer(c, 409, { code: 'conflict', detail: error.message });
  if (error instanceof ConstraintError) {
    return answer(c, 409, { code: 'conflict', detail: 'This clashes with what is already stored.' });
  }
  if (error instanceof HTTPException) {
    return answer(c, error.status, {
      code: 'invalid',
      detail: error.message || 'The request cannot be read.',
    });
  }
  if (isGone(error)) return answer(c, 400, { code: 'invalid', detail: 'The request was cut off.' });
  c.var.deps?.log.error({ err: error, path: c.req.path }, 'request failed');
  return answer(c, 500, {
    code: 'internal',
    detail: 'Something went wrong on our side; nothing was stored.',
  });
}

/** Whoever sent it went away in the middle, which is nothing for the log. */
const isGone = (error: Error): boolean =>
  'code' in error && error.code === 'ECONNRESET' && error.message === 'aborted';

export function answer(
  c: Context,
  status: ContentfulStatusCode,
  body: {
    code: string;
    detail: string;
    fields?: Record<string, string> | undefined;
    /** Where a list is refused: what is wrong with its lines, and with how many of them. */
    problems?: { line: number | null; problem: string }[];
    problemCount?: number;
  },
): Response {
  return c.body(
    JSON.stringify({ type: 'about:blank', title: titles[status] ?? 'Error', status, ...body }),
    status,
    {
      'content-type': 'application/problem+json; charset=utf-8',
    },
  );
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Busy',
};
