import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSigned, type SignedRequest } from '#server/email/webhook-signature.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';

const vector: { secret: string; id: string; timestamp: number; body: string; signature: string } = JSON.parse(
  readFileSync(sharedFile('conformance/webhooks/standard-webhooks-vector.json'), 'utf8'),
);
const request: SignedRequest = { ...vector, timestamp: String(vector.timestamp) };
const then = (seconds = 0) => new Date((vector.timestamp + seconds) * 1000);
const signedAt = (timestamp: string) => {
  const key = Buffer.from(vector.secret.slice('whsec_'.length), 'base64');
  const signed = createHmac('sha256', key)
    .update(`${vector.id}.${timestamp}.${vector.body}`)
    .digest('base64');
  return { ...request, timestamp, signature: `v1,${signed}` };
};

test('the published vector is signed', () => {
  expect(isSigned(request, vector.secret, then())).toBe(true);
});

test.each<[string, Partial<SignedRequest>]>([
  ['another body', { body: `${vector.body} ` }],
  ['another id', { id: 'msg_other' }],
  ['no id', { id: undefined }],
  ['no timestamp', { timestamp: undefined }],
  ['no signature', { signature: undefined }],
  ['an empty signature', { signature: '' }],
  ['a signature that is none', { signature: 'v1,nonsense' }],
  ['a signature without its version', { signature: vector.signature.slice(3) }],
  ['an unknown version', { signature: vector.signature.replace('v1', 'v2') }],
  ['a signature cut short', { signature: vector.signature.slice(0, -4) }],
])('%s is not', (_, change) => {
  expect(isSigned({ ...request, ...change }, vector.secret, then())).toBe(false);
});

test.each(['soon', '', '1e9', '-1', '1614265330.5', '0x60380b72', 'Infinity'])(
  'a timestamp %j is none',
  (timestamp) => {
    expect(isSigned(signedAt(timestamp), vector.secret, then())).toBe(false);
  },
);

test.each([
  [300, true],
  [301, false],
  [-300, true],
  [-301, false],
])('heard %i seconds later: %s', (seconds, isBelieved) => {
  expect(isSigned(request, vector.secret, then(seconds))).toBe(isBelieved);
});

test('one of several signatures is enough, as while a secret is changed', () => {
  const several = `v1,AAAA v2,${vector.signature.slice(3)} ${vector.signature}`;
  expect(isSigned({ ...request, signature: several }, vector.secret, then())).toBe(true);
  expect(isSigned({ ...request, signature: 'v1,AAAA v1,BBBB' }, vector.secret, then())).toBe(false);
});

test.each(['', 'whsec_', 'whsec_another+secret='])('the secret %j opens nothing', (secret) => {
  expect(isSigned(request, secret, then())).toBe(false);
});
