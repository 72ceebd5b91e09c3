import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { Resend } from 'resend';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { freezeLetter, lettersOf } from '#server/ask/letters/wave-letter.ts';
import { runWave } from '#server/ask/waves.ts';
import type { Deps } from '#server/deps.ts';
import type { Mail } from '#server/email/mailer.ts';
import { batchBody, payloadOf } from '#server/email/resend-payload.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import { aSurveyServer, depsOn } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { manyBuyers } from '#tests/support/many-buyers.ts';
import { withDatabase } from './load.ts';
import { theProduct } from './product.ts';

export interface WaveTiming {
  mails: number;
  /** Seconds to decide and queue everybody. */
  queueing: number;
  /** Megabytes the queueing process grew by. */
  grewBy: number;
  /** Seconds from the start of the sending process, which is told to the whole wave at once, to its first mail. */
  firstMail: number;
  handedOver: Pace;
  /** A bare loop of the provider's SDK that is given the same mails, with the same stand-in afterwards. */
  bareLoop: Pace;
  /** The same loop where the requests' bytes are ready before the clock starts: the HTTP client and the stand-in alone. */
  readyBytes: Pace;
  /** Bytes of a mail as it is posted. */
  bytes: number;
}

export interface Pace {
  perSecond: number;
  /** Processor time of a mail, in the process that sends. */
  cpuMs: number;
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
    const letters = await someLetters(deps);
    await closeDatabase(deps.db);
    const provider = await aSurveyServer(url, 'tests/support/resend-server.ts');
    const started = performance.now();
    const server = await theProduct(url, resendAt(provider.origin));
    const first = await mailsReach(provider.origin, 1);
    const cpuAtFirst = server.cpuMs();
    const all = await mailsReach(provider.origin, mails);
    const cpu = server.cpuMs() - cpuAtFirst;
    await server.stop();
    const bareLoop = await bare(mails, sdkLoop(provider.origin, letters));
    const readyBytes = await bare(mails, bytesLoop(provider.origin, letters));
    await provider.kill();
    return {
      mails,
      queueing: queued,
      grewBy,
      firstMail: (first - started) / 1000,
      handedOver: { perSecond: Math.round(mails / ((all - first) / 1000)), cpuMs: cpu / mails },
      bareLoop,
      readyBytes,
      bytes: Math.round(batchBody(letters).length / letters.length),
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
    await sleep(mails === 1 ? 5 : 50);
  }
}

type Post = (key: string) => Promise<{ error: unknown }>;

/** As many requests at once as the product has under way. */
async function bare(mails: number, post: Post): Promise<Pace> {
  let batches = mails / 100;
  const before = process.cpuUsage();
  const seconds = await timed(() =>
    Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (batches-- > 0) {
          const { error } = await post(randomUUID());
          if (error) throw new Error(`The bare loop was refused: ${JSON.stringify(error)}`);
        }
      }),
    ),
  );
  const { user, system } = process.cpuUsage(before);
  return { perSecond: Math.round(mails / seconds), cpuMs: (user + system) / 1000 / mails };
}

function sdkLoop(origin: string, letters: Mail[]): Post {
  const resend = new Resend('re_key', { baseUrl: origin });
  const mails = letters.map(payloadOf);
  return (idempotencyKey) => resend.batch.send(mails, { idempotencyKey, batchValidation: 'permissive' });
}

function bytesLoop(origin: string, letters: Mail[]): Post {
  const resend = new Resend('re_key', { baseUrl: origin });
  const whole = { body: batchBody(letters), headers: { 'x-batch-validation': 'permissive' } };
  return (idempotencyKey) => resend.post('/emails/batch', undefined, { ...whole, idempotencyKey });
}

/** A hundred of the wave's letters, in all four languages. */
async function someLetters(deps: Deps): Promise<Mail[]> {
  const [program] = await deps.db.select().from(programs).where(eq(programs.id, 'monthly'));
  if (!program) throw new Error('The monthly program is not shipped');
  const letterIn = lettersOf(await freezeLetter(deps.db, program), deps.config.url);
  return Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      const link = `${deps.config.url}/s/0123456789012345678901`;
      const letter = await letterIn(LANGUAGES[n % LANGUAGES.length] ?? 'en', 0);
      const urls = { surveyUrl: link, unsubscribeUrl: link, preferencesUrl: link };
      return Object.assign(letter({ name: `Customer ${n}`, ...urls }), {
        id: `invitation-0123456789012345678${n}`,
        from: { name: 'Water Market', email: 'hello@water.example' },
        to: { name: `Customer ${n}`, email: `bare${n}@example.com` },
      });
    }),
  );
}
