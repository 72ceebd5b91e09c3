import { expect, test } from 'vitest';
import { encodingFor } from '#server/http/encoding.ts';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP;Q=0.5,BR;Q=0.1', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0,gzip;q=0.000', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['br;q=0, *', 'gzip'],
  ['brotli', null],
  ['gzip;q=nonsense', null],
])('accept-encoding %o is answered in %o', (header, encoding) => expect(encodingFor(header)).toBe(encoding));
