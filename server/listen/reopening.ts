import type { ReasonCategory } from '#surveys/reasons.ts';

/** A resolved case of a customer, as far as it matters to whether it opens again. */
export interface ResolvedCase {
  id: string;
  ownerId: string | null;
  category: ReasonCategory | null;
  severity: number;
  reopenings: number;
  resolvedAt: Date;
}

/** What the customer says, asked afterwards whether it was put right. */
export type PutRight = 'put-right' | 'partly' | 'not-put-right';

export const highestSeverity = 4;
const dayLength = 86_400_000;
const casePrefix = 'case:';

/** The case an invitation asks after, which its subject names (`case:<id>`); null for every other. */
export function caseAskedAfter(subject: string): string | null {
  return subject.startsWith(casePrefix) ? (subject.slice(casePrefix.length).split(':')[0] ?? null) : null;
}

const saidBy: Record<string, PutRight> = { yes: 'put-right', partly: 'partly', no: 'not-put-right' };

/** What the answers say of the case they were asked about. */
export function putRightIn(answers: Record<string, unknown>): PutRight | null {
  const said = answers['put-right'];
  return typeof said === 'string' && Object.hasOwn(saidBy, said) ? (saidBy[said] ?? null) : null;
}

/**
 * The case that a bad answer opens again instead of one of its own: resolved within so many days before, about the same
 * category, the last resolved first. With 0 days none is.
 */
export function reopenedBy(
  resolved: ResolvedCase[],
  answer: { category: ReasonCategory | null; at: Date; withinDays: number },
): ResolvedCase | null {
  const { category, at, withinDays } = answer;
  if (category === null) return null;
  const earliest = at.getTime() - withinDays * dayLength;
  const lately = resolved.filter(
    (one) => one.category === category && one.resolvedAt.getTime() > earliest && one.resolvedAt <= at,
  );
  return lately.toSorted((a, b) => b.resolvedAt.getTime() - a.resolvedAt.getTime())[0] ?? null;
}

/** What has come back, or was never put right, is graver than it was. */
export const raised = (severity: number): number => Math.min(highestSeverity, severity + 1);
