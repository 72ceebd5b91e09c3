import { setTimeout as sleep } from 'node:timers/promises';
import { Resend } from 'resend';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import { aSurveyServer, depsOn } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { manyBuyers } from '#tests/support/many-buyers.ts';
import { withDatabase } from './load.ts';

export interface WaveTiming {
  mails: number;
  /** Seconds to decide and queue everybody. */
  queueing: number;
  /** Megabytes the queueing process grew by. */
  grewBy: number;
  /** Seconds from the start of the sending process, which is told to the whole wave at once, to its first mail. */
  firstMail: number;
  perSecond: number;
  bareLoop: number;
}

const inFlight = 8;

/** A wave queued in one pass, then rendered and handed over to the stand-in of Resend, in a process of its own. */
export function benchWave(mails: number): Promise<WaveTiming> {
  return withDatabase(async (url) => {
    const deps = depsOn(url, await openDatabase({ url }));
    await aCompany(deps);
    await ensureShippedPrograms(deps);
    await manyBuyers(deps, mails);
    const before = process.memoryUsage().rss;
    const queued = await timed(() => runWave(deps, null, 'monthly'));
    const grewBy = Math.round((process.memoryUsage().rss - before) / 1e6);
    await closeDatabase(deps.db);
    const provider = await aSurveyServer(url, 'tests/support/resend-server.ts');
    const started = performance.now();
    const server = await aSurveyServer(url, 'tests/bench/bench-server.ts', resendAt(provider.origin));
    const first = await mailsReach(provider.origin, 1);
    const all = await mailsReach(provider.origin, mails);
    await server.stop();
    const bareLoop = await bare(provider.origin, mails);
    await provider.kill();
    return {
      mails,
      queueing: queued,
      grewBy,
      firstMail: (first - started) / 1000,
      perSecond: Math.round(mails / ((all - first) / 1000)),
      bareLoop,
    };
  });
}

const resendAt = (origin: string) => ({
  AMENDS_MAILER: 'resend',
  AMENDS_RESEND_API_KEY: 're_key',
  AMENDS_RESEND_URL: origin,
  AMENDS_RESEND_PER_SECOND: '1000',
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function mailsReach(origin: string, mails: number): Promise<number> {
  for (;;) {
    const count: { mails: number } = await (await fetch(`${origin}/count`)).json();
    if (count.mails >= mails) return performance.now();
    await sleep(5);
  }
}

/** The same SDK, as many mails of the same size, as many requests at once: what there is besides the product. */
async function bare(origin: string, mails: number): Promise<number> {
  const resend = new Resend('re_key', { baseUrl: origin });
  const html = 'x'.repeat(6_000);
  let batches = mails / 100;
  const seconds = await timed(() =>
    Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (batches-- > 0) {
          const batch = Array.from({ length: 100 }, (_, n) => ({
            from: 'Water Market <hello@water.example>',
            to: `bare${n}@example.com`,
            subject: 'How did we do last month?',
            html,
            text: html.slice(0, 600),
            headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
          }));
          await resend.batch.send(batch, { idempotencyKey: `bare-${batches}`, batchValidation: 'permissive' });
        }
      }),
    ),
  );
  return Math.round(mails / seconds);
}
