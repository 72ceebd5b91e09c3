import { createHmac, timingSafeEqual } from 'node:crypto';

const macLength = 20;
// What a mail server may have lowered is what we wrote: ids and hexadecimal have no capitals.
const marked = /^[^@+]+\+([0-9a-z]{1,32})-([0-9a-f]{20})@/;

/** The address a reply about a case comes to: `replies+<case>-<mac>@host`. Nobody else can make the mark of a case. */
export function markedAddress(secret: string, replyAddress: string, caseId: string): string {
  const [local = '', host = ''] = replyAddress.split('@');
  return `${local}+${caseId}-${macOf(secret, caseId)}@${host}`;
}

/** The case an address is marked with; null for an address without a mark, or with one that we did not make. */
export function caseMarkedIn(secret: string, address: string): string | null {
  const [, caseId = '', mac = ''] = marked.exec(bareAddress(address).toLowerCase()) ?? [];
  if (caseId === '') return null;
  const expected = Buffer.from(macOf(secret, caseId));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? caseId : null;
}

/** `ada@example.com` of `Ada <ada@example.com>`. */
export const bareAddress = (address: string): string =>
  (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim();

const macOf = (secret: string, caseId: string): string =>
  createHmac('sha256', secret).update(`case-reply:${caseId}`).digest('hex').slice(0, macLength);
