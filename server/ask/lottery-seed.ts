import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';

/** What a draw is promised by: published when its wave opens. SHA-256 of the seed as it is written, in hex. */
export const seedHashOf = (seed: string): string => createHash('sha256').update(seed).digest('hex');

const sealedAs = 'sealed:';
const ivBytes = 12;
const tagBytes = 16;

/** 32 bytes of chance, written in hex. */
export const newSeed = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(32)).toString('hex');

/** Nobody who reads the database alone can tell the winners before the draw: AES-256-GCM under a key of the secret. */
export function sealedSeed(seed: string, { secret, lotteryId, random }: Sealing): string {
  const iv = random(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), iv).setAAD(Buffer.from(lotteryId));
  const sealed = Buffer.concat([cipher.update(seed, 'utf8'), cipher.final()]);
  return sealedAs + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The seed again; of one that is public already, itself. Throws where the secret is another one. */
export function openedSeed(kept: string, { secret, lotteryId }: Omit<Sealing, 'random'>): string {
  if (!kept.startsWith(sealedAs)) return kept;
  const bytes = Buffer.from(kept.slice(sealedAs.length), 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', keyFrom(secret), bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(lotteryId))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return cipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + cipher.final('utf8');
}

interface Sealing {
  secret: string;
  lotteryId: string;
  random: (bytes: number) => Uint8Array;
}

const keyFrom = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', 'lottery-seed', 32));
