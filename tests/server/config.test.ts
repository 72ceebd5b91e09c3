import { expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';

test('every wrong setting is told in one line of its own, in words, all at once', () => {
  const wrong = {
    AMENDS_DATABASE_URL: 'data.db',
    AMENDS_PORT: 'http',
    AMENDS_SYNCHRONOUS: 'OFF',
    AMENDS_SECRET: 'short',
    AMENDS_URL: 'ftp://amends.example',
    AMENDS_TRUST_PROXY: 'maybe',
    AMENDS_MAILER: 'smtp',
    AMENDS_LOG: 'loud',
  };
  expect(() => readConfig(wrong)).toThrow(
    [
      'These settings are wrong:',
      '  AMENDS_DATABASE_URL must start with file:, libsql://, ws(s):// or http(s)://',
      '  AMENDS_SYNCHRONOUS must be one of FULL, NORMAL',
      '  AMENDS_SECRET must be at least 32 characters',
      '  AMENDS_PORT must be a port from 0 to 65535',
      '  AMENDS_URL must be an http(s) address',
      '  AMENDS_TRUST_PROXY must be one of yes, no',
      '  AMENDS_LOG must be one of debug, info, warn, error, silent',
      '  AMENDS_SMTP_URL is needed when AMENDS_MAILER=smtp',
    ].join('\n'),
  );
});

test.each(['-1', '65536', '80.5', 'x'])('port %s is refused', (port) => {
  expect(() => readConfig({ AMENDS_PORT: port })).toThrow('AMENDS_PORT must be a port from 0 to 65535');
});

test('a blank setting is as good as none', () => {
  expect(readConfig({ AMENDS_PORT: '', AMENDS_MAILER: '', AMENDS_URL: '' })).toMatchObject({ port: 3000 });
});

test('a database server needs a secret that all processes share', () => {
  expect(() => readConfig({ AMENDS_DATABASE_URL: 'ws://db:8080' })).toThrow('AMENDS_SECRET is needed');
});
