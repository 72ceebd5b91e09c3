import { csrf } from 'hono/csrf';
import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

/**
 * Refuses what another site's page makes a browser send along with our cookie. A browser says where an unsafe request
 * comes from; what says nothing was not made by one.
 */
export const sameOrigin: MiddlewareHandler<Env> = (c, next) => {
  const isFromBrowser = c.req.header('origin') ?? c.req.header('sec-fetch-site');
  return c.req.header('cookie') && isFromBrowser ? check(c, next) : next();
};

const check = csrf({
  origin: (origin, c) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    return origin === new URL(c.var.deps.config.url).origin || hostOf(origin) === host;
  },
});

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
