import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

export interface SignedRequest {
  id: string | undefined;
  timestamp: string | undefined;
  /** One or more of `v1,BASE64`, with spaces between. */
  signature: string | undefined;
  /** As it came, to the byte. */
  body: string;
}

/**
 * Whether a webhook comes from who knows the secret (`whsec_` and base64), by the Standard Webhooks signature over
 * id, timestamp and body. One older or newer than five minutes is not believed, so that none can be kept and replayed.
 */
export function isSigned(request: SignedRequest, secret: string, now: Date): boolean {
  const { id, timestamp, signature, body } = request;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (!id || !timestamp || !signature || key.length === 0 || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const expected = digestOf({ id, timestamp, body }, secret);
  return signature.split(' ').some((one) => isThat(one, expected));
}

function isThat(signature: string, expected: Buffer): boolean {
  const [version, value = ''] = signature.split(',', 2);
  const given = Buffer.from(value, 'base64');
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
}

/** The `v1,BASE64` of a webhook of ours, by the same rule. */
export function signatureOf(
  request: { id: string; timestamp: string; body: string },
  secret: string,
): string {
  return `v1,${digestOf(request, secret).toString('base64')}`;
}

function digestOf({ id, timestamp, body }: { id: string; timestamp: string; body: string }, secret: string) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}
