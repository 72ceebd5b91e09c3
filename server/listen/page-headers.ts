import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** What every answer under `/s/` is sent with. */
export const headersOfAnyPage = {
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/**
 * Says them before the answer is made, and to the server itself where there is one: as headers of Hono's each is checked,
 * kept and sorted, which takes more than all else that Hono does for an answer.
 */
export function sayHeadersOfAnyPage(c: Context): void {
  const { outgoing }: Partial<HttpBindings> = c.env ?? {};
  for (const name in headersOfAnyPage) {
    const value = headersOfAnyPage[name as keyof typeof headersOfAnyPage];
    if (outgoing) outgoing.setHeader(name, value);
    else c.header(name, value);
  }
}
