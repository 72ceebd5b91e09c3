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

let timed = { milliseconds: -1, text: '' };

/** Many ids are made in one millisecond. */
function timePart(milliseconds: number): string {
  if (timed.milliseconds !== milliseconds) {
    const digits = milliseconds.toString(32).padStart(9, '0');
    timed = { milliseconds, text: digits.replace(/[a-v]/g, (digit) => alphabet[parseInt(digit, 32)] ?? '') };
  }
  return timed.text;
}

function randomPart(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += alphabet[byte & 31];
  return text;
}
