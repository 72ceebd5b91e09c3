import { createHash } from 'node:crypto';

/** 128 random bits for a link; the database keeps only `hashOf` it. */
export function secretToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(16)).toString('base64url');
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
