export type Encoding = 'br' | 'gzip';

const preferred: readonly Encoding[] = ['br', 'gzip'];

/** The best encoding of ours that an `accept-encoding` header takes; null for as it is (RFC 9110, 12.5.3). */
export function encodingFor(header: string | undefined): Encoding | null {
  const weights = new Map((header ?? '').split(',').map(weightOf));
  const weight = (encoding: Encoding) => weights.get(encoding) ?? weights.get('*') ?? 0;
  return preferred.find((encoding) => weight(encoding) > 0) ?? null;
}

function weightOf(part: string): [string, number] {
  const [name = '', ...parameters] = part
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [name, q === undefined ? 1 : Number(q) || 0];
}
