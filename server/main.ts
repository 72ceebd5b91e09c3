import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { migrateDatabase } from '#db/migrate.ts';
import { beginTelling, startTelling } from './answer/alerts/tell.ts';
import { ensureShippedPolicy } from './answer/policy/shipped-policy.ts';
import { createApp } from './app.ts';
import { ensureShippedPrograms } from './ask/programs.ts';
import { setUpLink } from './auth/set-up.ts';
import { readConfig, type Config } from './config.ts';
import { buildDeps, closeDeps, type Deps } from './deps.ts';
import { closeTheSlow, PATIENCE, patienceOptions, type Patience } from './http/patience.ts';
import { jobHandlers, lanes } from './job-handlers.ts';
import { enqueueRecurring } from './jobs/recurring.ts';
import { startWorker } from './jobs/worker.ts';
import { recurringTasks } from './recurring.ts';
import { countFactsBy } from './understand/facts/facts.ts';
import { ThreadFacts } from './understand/facts/thread-facts.ts';
import { startReading } from './understand/reading/reading-process.ts';

export interface Running {
  deps: Deps;
  port: number;
  stop(): Promise<void>;
}

/** Starts everything: settings, database, HTTP and the worker, in one process. */
export async function start(config: Config, patience = PATIENCE): Promise<Running> {
  await migrateDatabase(config.database);
  const deps = await buildDeps(config, { isServer: true });
  const facts = new ThreadFacts(config.database);
  countFactsBy(deps.db, facts);
  await ensureShippedPrograms(deps);
  await beginTelling(deps);
  await ensureShippedPolicy(deps);
  const server = await listen(deps, patience);
  const worker = startWorker(deps, jobHandlers, lanes);
  const tick = () =>
    void enqueueRecurring(deps, recurringTasks).catch((error: unknown) =>
      deps.log.error({ err: error }, 'recurring work'),
    );
  tick();
  const ticking = setInterval(tick, 30_000);
  const reading = startReading(deps);
  const telling = startTelling(deps);
  return {
    deps,
    port: server.port,
    stop: async () => {
      clearInterval(ticking);
      await server.close();
      await reading.stop();
      await telling.stop();
      await worker.stop();
      await facts.close();
      await closeDeps(deps);
    },
  };
}

function listen(deps: Deps, patience: Patience): Promise<{ port: number; close: () => Promise<void> }> {
  const { host, port } = deps.config;
  return new Promise((resolve, reject) => {
    const { fetch } = createApp(deps);
    const options = { fetch, hostname: host, port, serverOptions: patienceOptions(patience) };
    const server = serve(options, (address) =>
      resolve({
        port: address.port,
        close: () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            // Live streams never end by themselves; everything else has this long to finish.
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000).unref();
          }),
      }),
    );
    closeTheSlow(server as Server, patience);
    server.on('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Port ${port} is taken; choose another one.`) : error);
    });
  });
}

/** `npm start`: runs until told to stop, then finishes what is under way. */
export async function serveForever(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const running = await startOrSayWhyNot();
  const setUp = await setUpLink(running.deps);
  process.stdout.write(`Amends is at ${running.deps.config.url}\n`);
  if (setUp) process.stdout.write(`Set up the company and its first administrator: ${setUp}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
  }
}

async function startOrSayWhyNot(): Promise<Running> {
  try {
    return await start(readConfig(process.env));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(1);
  }
}
