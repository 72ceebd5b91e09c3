import { Hono } from 'hono';
import { may } from '../auth/may.ts';
import { DomainError } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { currentLogo, keepLogo, logoNamed, removeLogo } from './logos.ts';

export function companyLogoRoutes() {
  return new Hono<Env>()
    .get('/company/logo', may('manager'), async (c) => c.json({ logo: await currentLogo(c.var.deps.db) }))
    .put('/company/logo', may('admin'), async (c) => {
      await keepLogo(c.var.deps, c.var.actor, new Uint8Array(await c.req.arrayBuffer()));
      return c.json({ logo: await currentLogo(c.var.deps.db) });
    })
    .delete('/company/logo', may('admin'), async (c) => {
      await removeLogo(c.var.deps, c.var.actor);
      return c.body(null, 204);
    });
}

/** Mail is read on other sites, so the picture may be shown there; it is a picture and nothing else. */
const headers = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

export function publicLogoRoutes() {
  return new Hono<Env>().get('/logo/:file', may('anyone'), async (c) => {
    const logo = await logoNamed(c.var.deps.db, c.req.param('file'));
    if (!logo) throw new DomainError('not_found', 'There is no such picture.');
    return c.body(new Uint8Array(logo.bytes), 200, { ...headers, 'content-type': logo.mediaType });
  });
}
