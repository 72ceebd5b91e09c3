import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { messageKinds, type MessageKind } from './message-kind.ts';
import { listMessages, messageHtml, theMessage } from './outbox.ts';

// The mail is shown as it is: styles of its own, no script, nothing loaded; its links open beside it.
const sealed =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const filter = z.object({
  // Object.keys forgets that these are the keys of `messageKinds`.
  kind: z.enum(Object.keys(messageKinds) as [MessageKind, ...MessageKind[]]).optional(),
  status: z.enum(['sent', 'suppressed', 'failed']).optional(),
  after: z.string().max(80).optional(),
});

export function messageRoutes() {
  return new Hono<Env>()
    .get('/messages', may('agent'), validate('query', filter), async (c) =>
      c.json(await listMessages(c.var.deps, c.var.actor, c.req.valid('query'))),
    )
    .get('/messages/:id', may('agent'), async (c) =>
      c.json(await theMessage(c.var.deps, c.var.actor, c.req.param('id'))),
    )
    .get('/messages/:id/html', may('agent'), async (c) => {
      const html = await messageHtml(c.var.deps, c.var.actor, c.req.param('id'));
      c.header('content-security-policy', sealed);
      return c.html(html);
    });
}
