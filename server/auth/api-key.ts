const prefix = 'amd_';
const pattern = /^amd_[\w-]{43}$/;
const bearer = /^bearer +(.*\S) *$/i;
const shownCharacters = 8;

/** 256 random bits behind a prefix, so that a key that leaks into a text is known for what it is. */
export function newKey(random: (bytes: number) => Uint8Array): string {
  return prefix + Buffer.from(random(32)).toString('base64url');
}

/** The first characters, to tell keys apart by. */
export function hintOf(key: string): string {
  return key.slice(0, shownCharacters);
}

export function isKey(text: string): boolean {
  return pattern.test(text);
}

/** What the `Authorization` header bears; null when it bears nothing, and then a cookie may speak. */
export function bornKey(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return bearer.exec(authorization)?.[1] ?? null;
}
