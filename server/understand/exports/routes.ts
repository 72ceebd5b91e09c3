import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { validate } from '#server/http/validate.ts';
import { bodyOf } from './body.ts';
import { csvPieces } from './csv.ts';
import { exportQuestion } from './export-question.ts';
import { exportOf, prepareExport, tableOf } from './exports.ts';
import { xlsxPieces } from './xlsx.ts';

const fetched = z.object({ ticket: z.string().max(4000) });

const formats = {
  csv: { type: 'text/csv; charset=utf-8', pieces: csvPieces },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: xlsxPieces,
  },
} as const;

/** An export is asked for by a POST, which is written down, and fetched by the browser itself, straight onto the disk. */
export function exportRoutes() {
  return new Hono<Env>()
    .post('/exports', may('manager'), validate('json', exportQuestion), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await prepareExport(c.var.deps, c.var.actor, c.req.valid('json')), 201);
    })
    .get('/exports/:file', may('manager'), validate('query', fetched), async (c) => {
      const { deps, actor } = c.var;
      const question = exportOf(deps, actor, c.req.valid('query').ticket);
      const { type, pieces } = formats[question.as];
      const table = await tableOf(deps, question, actor.locale);
      const name = `${question.what}-${deps.now().toISOString().slice(0, 10)}.${question.as}`;
      return c.body(bodyOf(pieces(table)), 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      });
    });
}
