import { Hono } from 'hono';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { detailCounts } from './detail-counts.ts';

export function detailCountRoutes() {
  return new Hono<Env>().get('/codebook/counts', may('manager'), async (c) =>
    c.json({ counts: await detailCounts(c.var.deps) }),
  );
}
