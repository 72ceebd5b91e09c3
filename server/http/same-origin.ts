import type { Context, MiddlewareHandler } from 'hono';
import { bornKey } from '../auth/api-key.ts';
import { DomainError } from '../errors.ts';
import type { Env } from './env.ts';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site's page makes a browser send, whatever its content type. A browser says where a request
 * that changes something comes from; what says nothing was not made by one.
 */
export const sameOrigin: MiddlewareHandler<Env> = (c, next) => {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const saysNothing = origin === undefined && (site === undefined || site === 'none');
  const isSafe = reading.includes(c.req.method) || bringsOnlyAKey(c);
  if (isSafe || saysNothing || site === 'same-origin' || isOurs(c, origin)) return next();
  throw new DomainError('forbidden', 'This came from a page of another site.');
};

// A browser adds cookies by itself but never a key: who knows the key may call from anywhere.
function bringsOnlyAKey(c: Context<Env>): boolean {
  return bornKey(c.req.header('authorization')) !== null && c.req.header('cookie') === undefined;
}

function isOurs(c: Context<Env>, origin: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return origin === new URL(c.var.deps.config.url).origin || new URL(origin).host === host;
}
