import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { encodingFor } from '../http/encoding.ts';
import type { Page } from './packed-page.ts';

/** Sends a page of `/s/`, as the bytes that are kept of it where there are any. */
export function sendPage(c: Context, { html, policy, packed }: Page, status: ContentfulStatusCode): Response {
  if (!packed) return c.html(html, status, { 'content-security-policy': policy });
  const encoding = encodingFor(c.req.header('accept-encoding'));
  return c.body(encoding ? packed[encoding] : html, status, {
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': policy,
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  });
}
