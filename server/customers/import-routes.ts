import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import type { CompanyWords } from '#surveys/coded-reason.ts';
import { may } from '../auth/may.ts';
import { wordsOf } from '../company/codebook.ts';
import { theCodebook } from '../company/codebooks.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import type { Importer } from './import/importer.ts';
import { runImport, type ImportProgress } from './import/import-run.ts';
import { previewOf } from './import/preview.ts';
import { withUpload } from './import/uploads.ts';
import { computeTiers } from './tiers.ts';

export const importKinds = ['customers', 'orders', 'departures', 'responses'] as const;
type ImportKind = (typeof importKinds)[number];

/** The later stages import too, so the application hands every importer in. */
export type Importers = Record<
  ImportKind,
  (deps: Deps, given: { currency: string; reasons: null; words: CompanyWords }) => Importer<unknown>
>;

const kind = z.enum(importKinds);
const texts = z.record(z.string().max(200), z.string().max(1000));
const plan = z.object({
  kind,
  map: texts.default({}),
  set: texts.default({}),
  where: z
    .array(z.object({ column: z.string(), equals: z.string() }))
    .max(20)
    .default([]),
});
const planInQuery = z.object({
  plan: z
    .string()
    .max(50_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(plan),
});
const previewQuestion = z.object({ kind });

/** The body of each is the file itself, streamed: nothing of it stays on the server between two requests. */
export function importRoutes(importers: Importers) {
  return new Hono<Env>()
    .post('/import-previews', may('manager'), validate('query', previewQuestion), async (c) => {
      const { kind } = c.req.valid('query');
      const importer = await importerOf(c.var.deps, importers, kind);
      return c.json(await withUpload(c.req.raw.body, (file) => previewOf(kind, importer, file)));
    })
    .post('/import-checks', may('manager'), validate('query', planInQuery), async (c) => {
      const { kind, ...mapping } = c.req.valid('query').plan;
      const importer = await importerOf(c.var.deps, importers, kind);
      return c.json(
        await withUpload(c.req.raw.body, (file) =>
          runImport(c.var.deps, { importer, file, mapping, dryRun: true }),
        ),
      );
    })
    .post('/imports', may('manager'), validate('query', planInQuery), async (c) => {
      const { kind, ...mapping } = c.req.valid('query').plan;
      const { deps, actor } = c.var;
      const importer = await importerOf(deps, importers, kind);
      const body = c.req.raw.body;
      c.header('content-type', 'application/x-ndjson');
      return stream(c, async (lines) => {
        const tell = (line: object) => lines.write(`${JSON.stringify(line)}\n`);
        const onProgress = (progress: ImportProgress) => void tell({ progress });
        try {
          // A departure and a response keep the tier the customer had.
          if (kind === 'departures' || kind === 'responses') await computeTiers(deps);
          const report = await withUpload(body, (file) =>
            runImport(deps, { importer, file, mapping, dryRun: false, actorId: actor.id, onProgress }),
          );
          if (report.stored && kind === 'customers') await computeTiers(deps);
          await tell({ report });
        } catch (error) {
          if (!(error instanceof DomainError)) deps.log.error({ err: error }, 'an import failed');
          await tell({ failed: error instanceof DomainError ? error.message : 'internal' });
        }
      });
    });
}

async function importerOf(deps: Deps, importers: Importers, kind: ImportKind): Promise<Importer<unknown>> {
  const { currency } = await theCompany(deps.db);
  const words = wordsOf(await theCodebook(deps.db));
  return importers[kind](deps, { currency, reasons: null, words });
}
