import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { sessionRoutes } from './auth/routes.ts';
import type { Deps } from './deps.ts';
import type { Env } from './http/env.ts';
import { answer, problem } from './http/problem.ts';
import { staticRoutes } from './http/static-files.ts';
import { understandRoutes } from './understand/routes.ts';

/** Every mount of the product, grouped by who may call it. Each route's own line says it again with `may`. */
export function createApp(deps: Deps) {
  const staffApi = new Hono<Env>().route('/', sessionRoutes()).route('/', understandRoutes());

  return new Hono<Env>()
    .onError(problem)
    .notFound((c) => answer(c, 404, { code: 'not_found', detail: 'There is nothing here.' }))
    .use(secureHeaders())
    .use((c, next) => {
      c.set('deps', deps);
      return next();
    })
    .route('/api', staffApi)
    .route('/', staticRoutes());
}

export type AppType = ReturnType<typeof createApp>;
