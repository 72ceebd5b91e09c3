import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { projectRoot } from '#db/project-root.ts';
import { may } from '../auth/may.ts';
import type { Env } from './env.ts';

const dist = join(projectRoot, 'dist');
const forever = 'public, max-age=31536000, immutable';

/** The built scripts, styles and fonts, and the desk's one page for every address that is not the server's own. */
export function staticRoutes() {
  return new Hono<Env>()
    .use('/assets/*', compress(), files('desk'))
    .use(
      '/respond/*',
      compress(),
      files('respond', (path) => path.replace(/^\/respond/, '')),
    )
    .get('/favicon.ico', may('anyone'), (c) => c.body(null, 204))
    .get('*', may('anyone'), (c, next) => {
      if (/^\/(api|s|u|p|logo|assets|respond)(\/|$)/.test(c.req.path)) return next();
      return c.html(deskPage(), 200, { 'cache-control': 'no-cache' });
    });
}

function files(folder: string, rewriteRequestPath?: (path: string) => string) {
  const root = join(dist, folder);
  mkdirSync(root, { recursive: true });
  return serveStatic({
    root,
    ...(rewriteRequestPath ? { rewriteRequestPath } : {}),
    onFound: (_path, c) => c.header('cache-control', forever),
  });
}

let page: string | undefined;

function deskPage(): string {
  page ??= readFileSync(join(dist, 'desk/index.html'), 'utf8');
  return page;
}
