import { DomainError } from '#server/errors.ts';
import { assign, snooze, wake, type By } from './cases.ts';

/** What can be done with several cases at once. */
export type ManyStep =
  { kind: 'assign'; ownerId: string } | { kind: 'snooze'; until: Date } | { kind: 'wake' };

/** What became of one of them: null, or why it was refused as `fields.refusal` and `fields.by` say it. */
export interface CaseResult {
  caseId: string;
  refused: { detail: string; fields: Record<string, string> } | null;
}

/** Takes a step in each of several cases, by the rules of each: one that is refused leaves the others standing. */
export async function stepInMany(
  by: Omit<By, 'caseId'>,
  caseIds: string[],
  step: ManyStep,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const caseId of new Set(caseIds)) {
    results.push({ caseId, refused: await refusedBy(() => take({ ...by, caseId }, step)) });
  }
  return results;
}

function take(by: By, step: ManyStep): Promise<void> {
  if (step.kind === 'assign') return assign(by, step.ownerId);
  if (step.kind === 'snooze') return snooze(by, step.until);
  return wake(by);
}

async function refusedBy(take: () => Promise<void>): Promise<CaseResult['refused']> {
  try {
    await take();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { detail: error.message, fields: error.fields ?? {} };
  }
}
