import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const mostBytes = 64 * 1024;

/** Lets through what answers to a survey can come to, and answers anything longer with `tooLong`. */
export function answerSize(tooLong: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  const counted = bodyLimit({ maxSize: mostBytes, onError: tooLong });
  // A length that is said is kept to by the parser; counting the bytes ourselves would cost as much as the answer.
  return (c, next) => {
    if (c.req.method !== 'POST') return next();
    const length = c.req.header('transfer-encoding') ? undefined : c.req.header('content-length');
    if (length === undefined) return counted(c, next);
    return Number(length) > mostBytes ? Promise.resolve(tooLong(c)) : next();
  };
}
