import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { tellOfCases } from '#server/answer/alerts/tell.ts';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { closeDeps, type Deps } from '#server/deps.ts';
import { outboxMailer } from '#server/email/outbox-mailer.ts';
import { Crowd } from '#server/http/crowd.ts';
import { jobHandlers } from '#server/job-handlers.ts';
import { runJobs } from '#server/jobs/worker.ts';
import { signedIn } from './signed-in.ts';
import { templatePath } from './template-path.ts';

export const testSecret = 'a-secret-for-tests-of-at-least-32-characters';

/** A Wednesday, 10:00 in Riyadh: inside business hours nearly everywhere the cast lives. */
export const testNow = new Date('2026-10-14T07:00:00Z');

export interface TestApp {
  deps: Deps;
  app: ReturnType<typeof createApp>;
  url: string;
  /** Moves the clock. */
  at(instant: Date | string): void;
  /** Drains the queue, and what is to be told of cases: "and then the mail went". */
  runJobs(): Promise<number>;
  /** Headers of a signed-in person. */
  as(person: { id: string }): Promise<Record<string, string>>;
  /** A JSON request as a person, or as nobody. */
  request(
    method: string,
    path: string,
    options?: { as?: { id: string }; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
}

/** The real app on a real file: a copy of the migrated template. The clock, chance and the mailer are fakes. */
export async function testApp(overrides: Partial<Deps> = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-test-'));
  copyFileSync(templatePath, join(folder, 'test.db'));
  const url = `file:${join(folder, 'test.db')}`;
  const config = readConfig({ AMENDS_DATABASE_URL: url, AMENDS_LOG: 'silent', AMENDS_SYNCHRONOUS: 'NORMAL' });
  let now = testNow;
  const deps: Deps = {
    db: await openDatabase(config.database),
    mailer: outboxMailer(),
    now: () => now,
    random: countingRandom(),
    config,
    secret: testSecret,
    log: pino({ level: 'silent' }),
    crowd: new Crowd(config.mostAtOnce),
    ...overrides,
  };
  const app = createApp(deps);
  onTestFinished(async () => {
    await closeDeps(deps);
    rmSync(folder, { recursive: true, force: true });
  });
  const as = (person: { id: string }) => signedIn(deps, person);
  return {
    deps,
    app,
    url,
    at: (instant) => {
      now = new Date(instant);
    },
    runJobs: () => tellAndRunJobs(deps),
    as,
    request: async (method, path, options = {}) => {
      const headers = { ...(options.as ? await as(options.as) : {}), ...options.headers };
      if (options.body === undefined) return app.request(path, { method, headers });
      return app.request(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(options.body),
      });
    },
  };
}

/** What a running process does by itself: tells of cases, and works through the queue. */
export async function tellAndRunJobs(deps: Deps): Promise<number> {
  let total = 0;
  for (let ran = -1; ran !== 0; total += ran) {
    await tellOfCases(deps);
    ran = await runJobs(deps, jobHandlers);
  }
  return total;
}

/** Bytes that never repeat and are the same in every run. */
export function countingRandom(): (bytes: number) => Uint8Array {
  let state = 0x9e3779b9;
  return (bytes) =>
    Uint8Array.from({ length: bytes }, () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0;
      return (state >>> 11) & 255;
    });
}
