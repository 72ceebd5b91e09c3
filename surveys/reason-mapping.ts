import { type OwnDetails, parseReason, REASON_CATEGORIES, type Reason } from './reasons.ts';

export type MappingProblem = { path: string; message: string };
export type ReasonMapping = ReadonlyMap<string, Reason>;
export type ParsedReasonMapping =
  { ok: true; mapping: ReasonMapping } | { ok: false; problems: MappingProblem[] };

const keyOf = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/**
 * Reads a mapping file: one JSON object whose keys are the reason texts of an import and whose values are a category
 * (`"price"`) or a code (`"price/too-high"`, or one of the company's own). Letter case and runs of blanks in the texts
 * do not matter.
 */
export function parseReasonMapping(json: string, own: OwnDetails = new Map()): ParsedReasonMapping {
  const parsed = parsedJson(json);
  if (!parsed.ok) return { ok: false, problems: [{ path: '', message: `not JSON: ${parsed.message}` }] };
  const source = parsed.value;
  if (typeof source !== 'object' || source === null || Array.isArray(source))
    return {
      ok: false,
      problems: [{ path: '', message: 'must be one JSON object: reason text -> category' }],
    };
  const mapping = new Map<string, Reason>();
  const problems: MappingProblem[] = [];
  for (const [text, code] of Object.entries(source)) {
    const reason = parseReason(code, own);
    const message = problemOf({ text, code, reason, mapping });
    if (message) problems.push({ path: text, message });
    if (reason) mapping.set(keyOf(text), reason);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, mapping };
}

/** The reason a mapping gives for an imported text, `null` when it does not speak of it. */
export const mappedReason = (mapping: ReasonMapping, text: string): Reason | null =>
  mapping.get(keyOf(text)) ?? null;

function problemOf({
  text,
  code,
  reason,
  mapping,
}: {
  text: string;
  code: unknown;
  reason: Reason | null;
  mapping: ReasonMapping;
}): string | null {
  if (keyOf(text) === '') return 'the reason text is empty';
  if (!reason) {
    const known = `${REASON_CATEGORIES.join(', ')}, or a code such as "price/too-high"`;
    return `${JSON.stringify(code)} is not a reason; use ${known}`;
  }
  const before = mapping.get(keyOf(text));
  const isSame = before?.category === reason.category && before.detail === reason.detail;
  return before && !isSame ? 'the same text stands twice with different reasons' : null;
}

function parsedJson(json: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(json.replace(/^\uFEFF/u, '')) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
