import type { Tx } from '#db/client.ts';
import type { Company } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import type { Case, Outcome } from './case.ts';

/** Whoever was never reached, or has left over it, is not asked whether it was put right. */
const isAskedAfter = {
  'put-right': true,
  apologised: true,
  'no-fault': true,
  'not-reached': false,
  lost: false,
} satisfies Record<Outcome, boolean>;

/** Has the customer asked, so many hours after her case is resolved, whether it was put right. */
export function askAfterwards(
  deps: Deps,
  tx: Tx,
  { case: c, company }: { case: Case; company: Pick<Company, 'followUpAfterHours'> },
): void {
  const { id: caseId, resolvedAt, outcome, reopenings } = c;
  const hours = company.followUpAfterHours;
  if (hours === null || !resolvedAt || !outcome || !isAskedAfter[outcome]) return;
  enqueue(deps, tx, {
    kind: 'ask-after-case',
    payload: { caseId, resolvedAt: resolvedAt.getTime() },
    due: new Date(resolvedAt.getTime() + hours * 3_600_000),
    dedupeKey: `ask-after-case-${caseId}-${reopenings}`,
  });
}
