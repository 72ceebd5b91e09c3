import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from '../http/encoding.ts';

export interface Page {
  html: string;
  policy: string;
  /** The same page ready for the line, where it is kept. */
  packed?: Record<Encoding, Uint8Array<ArrayBuffer>>;
}

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);
const text = { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };

/** Compresses a page as well as can be: it is done once, and sent to everybody. */
export async function packed(page: Page): Promise<Page> {
  const [br, gzipped] = await Promise.all([asBrotli(page.html, text), asGzip(page.html, { level: 9 })]);
  return { ...page, packed: { br: new Uint8Array(br), gzip: new Uint8Array(gzipped) } };
}
