export type Encoding = 'br' | 'gzip';

const preferred: readonly Encoding[] = ['br', 'gzip'];

/** The best encoding of ours that an `accept-encoding` header takes; null for as it is (RFC 9110, 12.5.3). */
export function encodingFor(header: string | undefined): Encoding | null {
  const weights = new Map((header ?? '').split(',').map(weightOf));
  const weight = (encoding: Encoding) => weights.get(encoding) ?? weights.get('*') ?? 0;
  return preferred.find((encoding) => weight(encoding) > 0) ?? null;
}

function weightOf(part: string): [string, number] {
  // Trimmed apart: a pattern with blanks around the sign takes a quarter of a second for a header full of blanks.
  const [name = '', ...parameters] = part
    .toLowerCase()
    .split(';')
    .map((word) => word.trim());
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [name, q === undefined ? 1 : Number(q) || 0];
}
