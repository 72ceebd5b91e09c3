import { describe, expect, test } from 'vitest';
import type { behindBar } from '#server/understand/behind-bar.ts';
import type { departuresOf } from '#server/understand/departures/departures.ts';
import type { overview } from '#server/understand/overview.ts';
import type { reasonsOf } from '#server/understand/reasons.ts';
import type { listVoices } from '#server/understand/voices/list.ts';
import { aDeparture } from '#tests/support/answers.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { csvRows, recordsOf } from '#tests/support/spreadsheets.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aVoice } from './voices/heard-words.ts';

describe.each(['service/late-delivery', 'service/slow-answer'])(
  'where late delivery is merged into slow answers, %s',
  (named) => {
    test('counts what was said under both in figures', async () => {
      const ask = await aMerger();
      const { figures } = await ask<Awaited<ReturnType<typeof reasonsOf>>>(`/reasons?named=${named}`);
      expect(figures?.total).toBe(12);
      const service = figures?.categories.find(({ category }) => category === 'service');
      expect(service?.details.map(({ detail, count }) => [detail, count])).toEqual([['slow-answer', 12]]);
      const overviewed = await ask<Awaited<ReturnType<typeof overview>>>(`/overview?named=${named}`);
      expect(overviewed.figures?.nps.last).toMatchObject({ n: 12 });
    });

    test('lists both behind a bar and among the voices', async () => {
      const ask = await aMerger();
      const behind = `/reasons/voices?category=service&named=${named}`;
      const { voices: said } = await ask<Awaited<ReturnType<typeof behindBar>>>(behind);
      expect(said).toHaveLength(12);
      const { voices } = await ask<Awaited<ReturnType<typeof listVoices>>>(`/voices?named=${named}`);
      expect(new Set(voices.map(({ words }) => words))).toEqual(new Set(['late', 'slow']));
      expect(voices).toHaveLength(12);
    });

    test('finds leavers of both and shows them as one', async () => {
      const ask = await aMerger();
      const { figures } = await ask<Awaited<ReturnType<typeof departuresOf>>>(`/departures?named=${named}`);
      expect(figures?.churn.left).toBe(2);
      expect(figures?.reasons[0]?.details).toMatchObject([{ detail: 'slow-answer', count: 2 }]);
    });

    test.each(['responses', 'departures'])(
      'exports %s of both with the code they are shown as',
      async (what) => {
        const ask = await aMerger();
        const rows = await ask.exported({ what, named });
        expect(rows).toHaveLength(what === 'responses' ? 12 : 2);
        const column = what === 'responses' ? 'Stated reasons, codes' : 'Code';
        expect(new Set(rows.map((row) => row[column]))).toEqual(new Set(['service/slow-answer']));
      },
    );
  },
);

async function aMerger() {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const as = await alan(deps);
  for (let i = 0; i < 6; i++) {
    await aVoice(deps, 'late', { nps: 3, reasons: ['service/late-delivery'] });
    await aVoice(deps, 'slow', { nps: 3, reasons: ['service/slow-answer'] });
    await aVoice(deps, 'dear', { nps: 3, reasons: ['price/too-high'] });
  }
  for (const reason of ['service/late-delivery', 'service/slow-answer', 'price'])
    await aDeparture(deps, { reason });
  const merger = { as, body: { into: 'slow-answer' } };
  await request('POST', '/api/codebook/details/late-delivery/merger', merger);
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await request('GET', `/api${path}`, { as })).json();
  const exported = async (body: object) => {
    const prepared = await request('POST', '/api/exports', { as, body: { as: 'csv', ...body } });
    const { href } = await prepared.json();
    return recordsOf<string>(csvRows(await (await request('GET', href, { as })).text()));
  };
  return Object.assign(ask, { exported });
}
