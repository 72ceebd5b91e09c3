import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps } from '#server/deps.ts';
import type { Env } from '#server/http/env.ts';
import { problem } from '#server/http/problem.ts';
import { respondRoutes } from '#server/listen/routes.ts';

// A process of its own that takes responses over HTTP until it is killed. Says its port on standard output.
const deps = await buildDeps(readConfig(process.env), { isServer: true });
const app = new Hono<Env>()
  .onError(problem)
  .use((c, next) => {
    c.set('deps', deps);
    return next();
  })
  .post('/nothing', (c) => c.json({ outcome: 'taken' }, 201))
  .route('/', respondRoutes(deps));
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(port));
process.once('SIGTERM', () => {
  server.close(() => void closeDeps(deps).then(() => process.exit(0)));
  if ('closeAllConnections' in server) server.closeAllConnections();
});
