import type { MiddlewareHandler } from 'hono';

/** A page that only who has its link may see: kept by nobody on the way, and in no search engine. */
export const unlisted: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
  c.header('referrer-policy', 'no-referrer');
};
