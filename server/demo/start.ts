import '../production.ts';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { createSignInLink } from '../auth/sign-in-links.ts';
import { buildIfStale } from '../build.ts';
import { readConfig, type Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { start } from '../main.ts';
import { makeDemo } from './make.ts';
import { openSurveyLink } from './survey-link.ts';

/** `npm run demo`: builds, invents a company where there is none yet, starts, and prints three links. */
const options = readOptions();
const began = performance.now();
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  buildIfStale(say, ['production', 'respond']);
  const config = readConfig({
    ...process.env,
    AMENDS_DATABASE_URL: `file:${resolve(options.data, 'demo.db')}`,
    AMENDS_PORT: String(options.port ?? (await freePort(3000))),
    AMENDS_URL: '',
    AMENDS_MAILER: 'outbox',
    AMENDS_LOG: process.env.AMENDS_LOG ?? 'warn',
  });
  if (!(await isFree(config.port))) throw new Error(`Port ${config.port} is taken; name another with --port`);
  await makeDemo(config, { say, isFresh: options.fresh });
  const running = await start(config);
  const links = await linksOf(running.deps);
  await Promise.all(Object.values(links).map((link) => answers(link)));
  say(`Ready after ${((performance.now() - began) / 1000).toFixed(0)} s.`);
  process.stdout.write(options.json ? `${JSON.stringify(links)}\n` : told(links, config));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string', default: 'data' },
        json: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write('npm run demo -- [--port 4000] [--data DIR] [--fresh] [--json]\n');
    return process.exit(2);
  }
}

async function linksOf(deps: Deps): Promise<{ survey: string; manager: string; agent: string }> {
  const expiresAt = new Date(deps.now().getTime() + 7 * 86_400_000);
  const link = async (email: string, next: string) => {
    const [person] = await deps.db.select({ id: staff.id }).from(staff).where(eq(staff.email, email));
    if (!person) throw new Error(`The demo has no ${email}; start it with --fresh`);
    return createSignInLink(deps, { staffId: person.id, expiresAt, next });
  };
  return {
    survey: await openSurveyLink(deps),
    manager: await link('alan@waha.example', '/'),
    agent: await link('grace@waha.example', '/inbox'),
  };
}

async function answers(link: string): Promise<void> {
  const response = await fetch(link);
  if (!response.ok) throw new Error(`${link} answers ${response.status}`);
  await response.arrayBuffer();
}

function told(links: { survey: string; manager: string; agent: string }, { url }: Config): string {
  return `
  A customer's survey       ${links.survey}
  The manager's dashboard   ${links.manager}
  The agent's inbox         ${links.agent}

  Each link signs in once; run the demo again for new ones. Everything is at ${url}; Ctrl-C stops it.
`;
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 50; port++) if (await isFree(port)) return port;
  throw new Error(`No free port from ${from} to ${from + 49}; name one with --port`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer()
      .once('error', () => settle(false))
      .once('listening', () => probe.close(() => settle(true)))
      .listen(port, '127.0.0.1');
  });
}
