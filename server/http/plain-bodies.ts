import type { Context, MiddlewareHandler } from 'hono';
import { answer } from './problem.ts';

/** Nothing here unpacks what it is sent, so nobody can send little that becomes much; who packs it is told (RFC 7694). */
export const plainBodies: MiddlewareHandler = (c, next) => {
  const encoding = c.req.method === 'POST' ? c.req.header('content-encoding') : undefined;
  return encoding === undefined || encoding === 'identity' ? next() : refused(c);
};

async function refused(c: Context): Promise<Response> {
  c.header('accept-encoding', 'identity');
  return answer(c, 415, { code: 'invalid', detail: 'Send it as it is, not compressed.' });
}
