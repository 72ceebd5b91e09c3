import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { headersOfAnyPage } from '#server/listen/page-headers.ts';

// Reads what is sent and answers with the survey page's headers and nothing else: what HTTP alone costs. Says its port.
const app = new Hono().post('*', async (c) => {
  await c.req.text();
  return new Response(null, { status: 204, headers: headersOfAnyPage });
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(port));
