import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { encodingFor, type Encoding } from '../http/encoding.ts';
import type { Page } from './packed-page.ts';

/** From this length on a page made for one person is compressed too: on a slow line it is there in a third of the time. */
const longFrom = 10_000;

/** Sends a page of `/s/`, as the bytes that are kept of it where there are any. */
export function sendPage(c: Context, page: Page, status: ContentfulStatusCode): Response {
  const { html, policy, packed } = page;
  if (!packed && html.length < longFrom) return c.html(html, status, { 'content-security-policy': policy });
  const encoding = encodingFor(c.req.header('accept-encoding'));
  return c.body(encoding ? (packed?.[encoding] ?? packedNow[encoding](html)) : html, status, {
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': policy,
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  });
}

/** As well as can be in a fraction of the time it took to draw the page. */
const packedNow: Record<Encoding, (html: string) => Uint8Array<ArrayBuffer>> = {
  br: (html) => new Uint8Array(brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })),
  gzip: (html) => new Uint8Array(gzipSync(html, { level: 5 })),
};
