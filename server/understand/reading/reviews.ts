import { and, eq, inArray, ne } from 'drizzle-orm';
import { GuardError, write, type Database, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { competitors, readings, reasonDetails } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { countedIn, readFact, type FactReason, type ResponseFact } from '#server/listen/response-fact.ts';
import { replaceFact, standingFacts, type StandingFact } from '#server/listen/response-facts.ts';
import { rollUpResponse } from '#server/listen/roll-up.ts';
import { problemsOf, type ConfirmedReason } from './review.ts';

type Acting = Pick<Deps, 'db' | 'now' | 'random'>;

export interface Review {
  responseId: string;
  /** Of the reading that was looked at: 0 until somebody has. */
  revision: number;
  /** None: there is no reason in the words. */
  reasons: ConfirmedReason[];
  by: string;
}

/** A person says what an answer's words mean. It counts in every figure and teaches the reader. */
export async function review(deps: Acting, said: Review): Promise<void> {
  const { db } = deps;
  const problems = problemsOf(said.reasons, await knownOf(db));
  if (Object.keys(problems).length > 0)
    throw new DomainError('invalid', 'These reasons cannot be confirmed.', problems);
  const reviewed = await reviewedOf(db, said.responseId);
  const confirmed = said.reasons.map(({ category, detail }) => ({ category, detail: detail ?? '' }));
  await unlessChanged(
    write(db, (tx) => {
      markReviewed(deps, tx, said);
      tx.run(deleteReasons(db, said.responseId));
      const rows = confirmedRows(deps, reviewed, said.reasons);
      if (rows.length > 0) tx.run(insertRows(db, reasons, rows));
      recount(tx, reviewed, confirmed);
      recordOf(deps, tx, {
        ...said,
        kind: 'reasons-reviewed',
        named: confirmed,
        customerId: reviewed.customerId,
      });
    }),
  );
}

/** Takes a review back; the reader reads the words anew. */
export async function unreview(deps: Deps, said: Omit<Review, 'reasons'>): Promise<void> {
  const { db } = deps;
  const { responseId, revision } = said;
  const reviewed = await reviewedOf(db, responseId);
  await unlessChanged(
    write(db, (tx) => {
      tx.must(
        db
          .update(readings)
          .set({
            state: 'unsorted',
            confidence: null,
            reviewedBy: null,
            reviewedAt: null,
            revision: revision + 1,
          })
          .where(
            and(
              eq(readings.responseId, responseId),
              eq(readings.revision, revision),
              eq(readings.state, 'reviewed'),
            ),
          ),
        'This answer is not as it was reviewed.',
      );
      tx.run(deleteReasons(db, responseId));
      recount(tx, reviewed, []);
      enqueue(deps, tx, { kind: 'read-anew', payload: { responseId } });
      recordOf(deps, tx, { ...said, kind: 'review-taken-back', named: [], customerId: reviewed.customerId });
    }),
  );
}

async function knownOf(db: Database) {
  const details = await db
    .select({ code: reasonDetails.code, category: reasonDetails.category })
    .from(reasonDetails);
  const listed = await db.select({ id: competitors.id }).from(competitors);
  return { details, competitorIds: listed.map(({ id }) => id) };
}

interface Reviewed {
  standing: StandingFact;
  fact: ResponseFact;
  customerId: string | null;
  month: string;
  answeredAt: Date;
  quotes: { category: string; quote: string | null }[];
}

/** What is needed of an answer to count it anew. One without a name has no fact and is not reviewed. */
async function reviewedOf(db: Database, responseId: string): Promise<Reviewed> {
  const { customerId, month, answeredAt } = responses;
  const [response] = await db
    .select({ customerId, month, answeredAt })
    .from(responses)
    .where(and(eq(responses.id, responseId), eq(responses.status, 'complete')));
  const [standing] = await standingFacts(db, [responseId]);
  if (!response || !standing) throw new DomainError('not_found', 'There is no such answer to review.');
  const quotes = await db
    .select({ category: reasons.category, quote: reasons.quote })
    .from(reasons)
    .where(and(eq(reasons.responseId, responseId), ne(reasons.status, 'stated')));
  return { ...response, standing, fact: readFact(standing.said), quotes };
}

/** An answer that the reader has not come to yet may be reviewed as well. */
function markReviewed({ db, now }: Acting, tx: Tx, { responseId, revision, by }: Review): void {
  const reviewed = { state: 'reviewed' as const, reviewedBy: by, reviewedAt: now(), revision: revision + 1 };
  tx.must(
    db
      .insert(readings)
      .values({ responseId, readAt: now(), ...reviewed })
      .onConflictDoUpdate({
        target: readings.responseId,
        set: reviewed,
        setWhere: eq(readings.revision, revision),
      }),
    'Somebody else has just reviewed this answer.',
  );
}

const deleteReasons = (db: Database, responseId: string) =>
  db
    .delete(reasons)
    .where(and(eq(reasons.responseId, responseId), inArray(reasons.status, ['inferred', 'confirmed'])));

/** The words that showed a category to the reader stay with it. */
function confirmedRows(
  deps: Acting,
  { standing, month, answeredAt, quotes }: Reviewed,
  said: ConfirmedReason[],
) {
  return said.map(({ category, detail, competitorId }) => ({
    id: newId(deps),
    responseId: standing.responseId,
    category,
    detail: detail ?? '',
    status: 'confirmed' as const,
    quote: quotes.find((known) => known.category === category)?.quote ?? null,
    competitorId,
    month,
    at: answeredAt,
  }));
}

/** Figures count what was stated and what is confirmed; the fact says both, and nothing is inferred any more. */
function recount(tx: Tx, { standing, fact }: Reviewed, confirmed: FactReason[]): void {
  const now: ResponseFact = { ...fact, inferred: [], confirmed };
  const { month, programId, tier, monthlyMinor, currency } = fact;
  const slice = { month, programId, tier, monthlyMinor, currency, scores: [] };
  rollUpResponse(tx, { ...slice, reasons: countedIn(fact) }, -1);
  rollUpResponse(tx, { ...slice, reasons: countedIn(now) });
  replaceFact(tx, { standing, fact: now });
}

interface Recorded {
  kind: 'reasons-reviewed' | 'review-taken-back';
  responseId: string;
  revision: number;
  by: string;
  named: FactReason[];
  customerId: string | null;
}

function recordOf(
  { db, now }: Acting,
  tx: Tx,
  { kind, responseId, revision, by, named, customerId }: Recorded,
) {
  const data = { responseId, revision: revision + 1, reasons: named };
  record(db, tx, { kind, at: now(), actorId: by, customerId, data });
}

async function unlessChanged(written: Promise<unknown>): Promise<void> {
  await written.catch((error: unknown) => {
    throw error instanceof GuardError ? new DomainError('conflict', error.message) : error;
  });
}
