const zeros = [0x660, 0x6f0];

/** A number as a telephone takes it: Latin digits, and a plus where it begins with one. */
export function dialled(phone: string): string {
  const digits = [...phone].map(latinDigit).join('');
  return (/^\s*\+/.test(phone) ? '+' : '') + digits;
}

function latinDigit(character: string): string {
  if (/[0-9]/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((from) => code >= from && code <= from + 9);
  return zero === undefined ? '' : String(code - zero);
}
