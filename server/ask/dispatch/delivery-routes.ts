import { Hono } from 'hono';
import { may } from '../../auth/may.ts';
import { noticeIn } from '../../email/delivery-notice.ts';
import { messageTag } from '../../email/resend-payload.ts';
import { isSigned } from '../../email/webhook-signature.ts';
import { DomainError } from '../../errors.ts';
import type { Env } from '../../http/env.ts';
import { smallBodies } from '../../http/small-bodies.ts';
import { hear } from './delivery-notices.ts';

/** What the mail provider tells us. Only its signature opens this door. */
export function deliveryRoutes() {
  return new Hono<Env>().post('/api/webhooks/resend', may('anyone'), smallBodies, async (c) => {
    const { deps } = c.var;
    const secret = deps.config.resend.webhookSecret;
    if (secret === undefined) throw new DomainError('not_found', 'No webhook is set up here.');
    const header = (name: string) => c.req.header(`svix-${name}`) ?? c.req.header(`webhook-${name}`);
    const id = header('id');
    const body = await c.req.text();
    const request = { id, timestamp: header('timestamp'), signature: header('signature'), body };
    if (id === undefined || !isSigned(request, secret, deps.now()))
      throw new DomainError('forbidden', 'This is not signed by the mail provider.');
    const notice = noticeIn(parsed(body), messageTag);
    if (notice) await hear(deps, id, notice);
    return c.body(null, 204);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
