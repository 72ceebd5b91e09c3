import { Hono } from 'hono';
import { z } from 'zod';
import { may, mayInPerson } from '#server/auth/may.ts';
import { isSigned } from '#server/email/webhook-signature.ts';
import { DomainError } from '#server/errors.ts';
import type { Env } from '#server/http/env.ts';
import { smallBodies } from '#server/http/small-bodies.ts';
import { validate } from '#server/http/validate.ts';
import { takeInbound } from './inbound-mail.ts';
import { markRead, pasteReply } from './replies.ts';

const id = z.object({ id: z.string().max(64) });
const pasted = z.strictObject({
  body: z
    .string()
    .max(50_000, 'At most 50,000 characters.')
    .refine((value) => value.trim() !== '', 'is empty'),
});
const read = z.strictObject({ upTo: z.iso.datetime().transform((text) => new Date(text)) });

/** What the customer wrote back: kept by hand where no mail comes in, and read. */
export function replyRoutes() {
  return new Hono<Env>()
    .post(
      '/cases/:id/replies',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', pasted),
      async (c) => {
        await pasteReply({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json').body);
        return c.body(null, 204);
      },
    )
    .post(
      '/cases/:id/reading',
      mayInPerson('agent'),
      validate('param', id),
      validate('json', read),
      async (c) => {
        await markRead({ ...c.var, caseId: c.req.valid('param').id }, c.req.valid('json'));
        return c.body(null, 204);
      },
    );
}

/**
 * Mail that comes in: told by Resend (`email.received`), or handed over whole as `{ to, from, subject, text, messageId }`.
 * Only a signature by Standard Webhooks opens this door; whoever signs learns nothing of which cases there are.
 */
export function inboundRoutes() {
  return new Hono<Env>().post('/api/webhooks/inbound-mail', may('anyone'), smallBodies, async (c) => {
    const { deps } = c.var;
    const secret = deps.config.inboundSecret;
    if (secret === undefined) throw new DomainError('not_found', 'No mail comes in here.');
    const header = (name: string) => c.req.header(`svix-${name}`) ?? c.req.header(`webhook-${name}`);
    const id = header('id');
    const body = await c.req.text();
    const request = { id, timestamp: header('timestamp'), signature: header('signature'), body };
    if (id === undefined || !isSigned(request, secret, deps.now()))
      throw new DomainError('forbidden', 'This is not signed by the mail provider.');
    await takeInbound(deps, { id, body: parsed(body) });
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
