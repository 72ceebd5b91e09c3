import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aCompany, alan } from '#tests/support/cast.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { testApp } from '#tests/support/test-app.ts';

const folder = sharedFile('conformance/surveyjs');
const documents = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.each(documents)(
  '%s comes in whole, is reported on, shown, and published as far as it is served',
  async (name) => {
    const document: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const { deps, request } = await testApp();
    await aCompany(deps);
    const as = await alan(deps);
    const report = await request('POST', '/api/surveys/read', { as, body: { document, kind: 'other' } });
    expect(report.status).toBe(200);
    const { counts, problems } = (await report.json()) as {
      counts: { questions: number; served: number; unserved: number; wrong: number };
      problems: { path: string }[];
    };
    // Whatever is not asked is named.
    expect(counts.unserved + counts.wrong).toBeGreaterThanOrEqual(counts.questions - counts.served);
    expect(problems.every(({ path }) => typeof path === 'string')).toBe(true);
    const made = await request('POST', '/api/surveys', { as, body: { name, kind: 'other', from: document } });
    const { id } = (await made.json()) as { id: string };
    const kept = (await (await request('GET', `/api/surveys/${id}`, { as })).json()) as { document: unknown };
    expect(kept.document).toEqual(document);
    const preview = { document, locale: 'ar', kind: 'other' };
    expect((await request('POST', '/api/surveys/preview', { as, body: preview })).status).toBe(200);
    const published = await request('POST', `/api/surveys/${id}/versions`, { as, body: { revision: 1 } });
    expect(published.status).toBe(counts.wrong > 0 || counts.served === 0 ? 400 : 201);
  },
);
