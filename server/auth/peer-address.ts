import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Deps } from '../deps.ts';

/** Where a request came from. X-Forwarded-For counts only behind our own proxy, and only what that proxy added. */
export function peerAddress({ config }: Pick<Deps, 'config'>, c: Context): string | null {
  const forwarded = config.trustProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  if (forwarded) return forwarded;
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? null) : null;
}
