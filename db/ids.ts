const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** What ids are made from: `deps` has both. */
export interface IdSource {
  now: () => Date;
  random: (bytes: number) => Uint8Array;
}

/** A key of 22 characters: 9 of time (milliseconds), 13 random (65 bits), so keys sort by the time they were made. */
export function newId({ now, random }: IdSource): string {
  return timePart(now().getTime()) + randomPart(random(13));
}

function timePart(milliseconds: number): string {
  return milliseconds
    .toString(32)
    .padStart(9, '0')
    .replace(/[a-v]/g, (digit) => alphabet[parseInt(digit, 32)] ?? '');
}

function randomPart(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
}
