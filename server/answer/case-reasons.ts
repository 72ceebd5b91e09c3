import { asc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasons } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import { DomainError } from '#server/errors.ts';
import type { ConfirmedReason } from '#server/understand/reading/review.ts';
import { review } from '#server/understand/reading/reviews.ts';
import type { By } from './cases.ts';
import { answerOfCase } from './case-answer.ts';
import { caseWithFacts } from './case-facts.ts';

/** What the answer of a case names: chosen, read from the words, or found by a person. */
export function reasonsOf(db: Database, responseId: string) {
  const { category, detail, status, quote, confidence, competitorId } = reasons;
  return db
    .select({ category, detail, status, quote, confidence, competitorId })
    .from(reasons)
    .where(eq(reasons.responseId, responseId))
    .orderBy(asc(reasons.id));
}

/** How far the words of an answer have been read; null while they have not. */
export async function readingOf(db: Database, responseId: string) {
  const [reading] = await db
    .select({ state: readings.state, revision: readings.revision })
    .from(readings)
    .where(eq(readings.responseId, responseId));
  return reading ?? null;
}

/** The agent says what the customer meant; it counts in every figure, as a review of her words does. */
export async function confirmReasons(
  { deps, actor, caseId }: By,
  said: { responseId: string; revision: number; reasons: ConfirmedReason[] },
): Promise<void> {
  await caseWithFacts(deps.db, caseId);
  if (said.responseId !== (await answerOfCase(deps.db, caseId)))
    throw new DomainError('conflict', 'The customer has answered again. Look at the case anew.');
  await review(deps, { ...said, by: actor.id });
}
