import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps } from '#server/deps.ts';
import { jobHandlers, lanes } from '#server/job-handlers.ts';
import { startWorker } from '#server/jobs/worker.ts';
import { headersOfAnyPage } from '#server/listen/page-headers.ts';

// The product as `npm start` runs it, its worker too, and two addresses to compare with. Says its port when it listens.
const deps = await buildDeps(readConfig(process.env), { isServer: true });
const app = new Hono()
  .get('/cpu', (c) => c.json(process.cpuUsage()))
  .post('/nothing', async (c) => {
    for (const [name, value] of Object.entries(headersOfAnyPage)) c.header(name, value);
    await c.req.text();
    return c.body(null, 204);
  })
  .route('/', createApp(deps));
const worker = startWorker(deps, jobHandlers, lanes);
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(port));
process.once('SIGTERM', () => {
  server.close(() => void worker.stop().then(() => closeDeps(deps).then(() => process.exit(0))));
  if ('closeAllConnections' in server) server.closeAllConnections();
});
