import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';

type Mode = 'production' | 'respond' | 'server';

const sources = ['client', 'surveys', 'server', 'db', 'package-lock.json', 'vite.config.ts'];
const builds: { name: string; mode: Mode; made: string }[] = [
  { name: 'the desk', mode: 'production', made: 'dist/desk/index.html' },
  { name: 'the survey page', mode: 'respond', made: 'dist/respond/.vite/manifest.json' },
  { name: 'the server', mode: 'server', made: 'dist/server/main.js' },
];

/** Builds what is missing or older than its sources. */
export function buildIfStale(
  say: (step: string) => void,
  modes: Mode[] = ['production', 'respond', 'server'],
): void {
  const newest = Math.max(...sources.map((path) => newestUnder(join(projectRoot, path))));
  for (const { name, mode, made } of builds) {
    if (!modes.includes(mode)) continue;
    const path = join(projectRoot, made);
    if (existsSync(path) && statSync(path).mtimeMs >= newest) continue;
    say(`Building ${name} …`);
    const vite = join(projectRoot, 'node_modules/vite/bin/vite.js');
    const build = spawnSync(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'error'], {
      cwd: projectRoot,
      encoding: 'utf8',
      // A build is for production even when a test or a developer's shell asks for it.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (build.status !== 0) throw new Error(`Building ${name} failed:\n${build.stdout}${build.stderr}`);
  }
}

function newestUnder(path: string): number {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}
