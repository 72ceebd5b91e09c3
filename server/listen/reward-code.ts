/** No vowels, so that no word comes about, and one only of what looks alike: no 0 1 B G L O Q S U Z. */
const alphabet = '23456789CDFHJKMNPRTVWXY';
const base = alphabet.length;
const drawnCharacters = 19;
const groups = /.{4}(?=.)/g;

/** At most so many are added in one go. */
export const mostCodesAtOnce = 100_000;

/** With fewer left, who adds or knows them could tell which answer a code came with (design rule 4). */
export const fewestCodesLeft = 5;

/**
 * A code nobody can guess: 19 characters drawn evenly from 23 (85 bits) and one that checks them, in groups of four. The
 * alphabet's size is a prime above the number of places, so one wrong character and any two swapped are always found.
 */
export function newRewardCode(random: (bytes: number) => Uint8Array): string {
  const values: number[] = [];
  while (values.length < drawnCharacters) {
    // Bytes from the last, broken round of the alphabet would favour its first characters.
    const even = [...random(24)].filter((byte) => byte < 256 - (256 % base));
    values.push(...even.map((byte) => byte % base));
  }
  const drawn = values.slice(0, drawnCharacters);
  const code = [...drawn, checkOf(drawn)].map((value) => alphabet[value] ?? '').join('');
  return code.replaceAll(groups, '$&-');
}

/** Whether a code may be one that Amends has made: typed right, in whatever case and spacing. */
export function isMadeCode(typed: string): boolean {
  const values = [...typed.toUpperCase().replaceAll(/[\s-]/g, '')].map((character) =>
    alphabet.indexOf(character),
  );
  if (values.length !== drawnCharacters + 1 || values.includes(-1)) return false;
  return checkOf(values.slice(0, drawnCharacters)) === values.at(-1);
}

/** Whether codes should be added soon: under 20 left or a tenth, and not enough for everybody who may be asked. */
export function isRunningLow({
  total,
  left,
  people,
}: {
  total: number;
  left: number;
  people: number;
}): boolean {
  return total > 0 && left < people && (left < 20 || left * 10 < total);
}

function checkOf(values: number[]): number {
  return values.reduce((sum, value, place) => sum + value * (place + 1), 0) % base;
}
