import { createHmac } from 'node:crypto';

/** Where answers came from, as the request tells it; nothing of it is kept. */
export interface Visitor {
  /** As visits are counted by it; null where it cannot be told from others. */
  address: string | null;
  userAgent: string;
  acceptLanguage: string;
}

/** What is kept of it with a bad answer: keyed hashes, which say only whether two answers came from one place. */
export interface Origin {
  fromAddress: string | null;
  fromDevice: string | null;
}

export const noOrigin: Origin = { fromAddress: null, fromDevice: null };

/**
 * A device is told by its browser's name, its languages and the wider network it is in: thousands have the same telephone,
 * and one person's changes its address within her network.
 */
export function originOf(secret: string, visitor: Visitor | null | undefined): Origin {
  if (!visitor?.address) return noOrigin;
  const { address, userAgent, acceptLanguage } = visitor;
  const device = [widerNetwork(address), userAgent, acceptLanguage].join('\n');
  return {
    fromAddress: keyed(secret, `address\n${address}`),
    fromDevice: userAgent ? keyed(secret, `device\n${device}`) : null,
  };
}

/** From 0 to below 1, always the same for a customer: who gets the call alone where compensation is tried. */
export function drawOf(secret: string, customerId: string): number {
  return hmac(secret, `holdout\n${customerId}`).readUInt32BE(0) / 2 ** 32;
}

/** The first half of an IPv4 address, the first two groups of an IPv6 network. */
function widerNetwork(address: string): string {
  const separator = address.includes(':') ? ':' : '.';
  return address.split(separator).slice(0, 2).join(separator);
}

const keyed = (secret: string, text: string): string =>
  hmac(secret, text).subarray(0, 16).toString('base64url');

const hmac = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();
