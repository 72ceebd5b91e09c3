import { and, eq, sql } from 'drizzle-orm';
import { ConstraintError, write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/grants.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { record } from '#server/events/events.ts';
import { decidedAfresh } from '#server/listen/decided-afresh.ts';
import { fact } from '#server/listen/fact.ts';
import { reasonText } from '#surveys/reasons.ts';
import { moveBudget } from './budget-use.ts';
import { isComplainedAbout } from '../case.ts';
import { kindRules, type GrantKind } from './grant-kind.ts';
import { mostMinor } from './grant.ts';
import { proposed } from './grant-proposal.ts';
import { worthOfPoints } from '#server/listen/points-held.ts';
import { proposalFacts, type Facts } from './proposal-facts.ts';
import { refusal } from '../refusal.ts';

export interface WishedGrant {
  kind: GrantKind;
  amountMinor: number;
  note: string;
  details: Record<string, string | number>;
  validDays?: number | undefined;
  /** Which of the customer's orders went wrong, where the case does not say. */
  orderId?: string | undefined;
}

/** Proposes by hand what the policy did not. Somebody with more to say approves it: a manager. */
export async function propose(
  { deps, actor, caseId }: { deps: Deps; actor: Actor; caseId: string },
  wished: WishedGrant,
): Promise<string> {
  const id = newId(deps);
  await decidedAfresh(async () => {
    const facts = await proposalFacts(deps, { caseId, grantId: id, orderId: wished.orderId });
    if (isComplainedAbout(facts.case, facts.accountManager, actor)) throw refusal('complained-about');
    const decision = proposed(wished, facts);
    if ('refused' in decision) throw refusal(decision.refused);
    const row: Row = { ...rowOf(deps, actor, { id, wished, facts }), ...decision };
    try {
      await write(deps.db, (tx) => store(deps, tx, { row, facts }));
    } catch (error) {
      if (error instanceof ConstraintError && /order_id/.test(error.message)) throw refusal('already-given');
      throw error;
    }
  });
  return id;
}

type Row = typeof grants.$inferSelect;

/** What may be proposed in a case at most, and on which order; null where no order is known to reckon on. */
export async function proposalBounds(deps: Deps, caseId: string) {
  const { order, limits } = await proposalFacts(deps, { caseId, grantId: '', orderId: undefined });
  if (!order) return { order: null };
  const { externalId, currency } = order;
  const { capPercentOfOrder } = limits;
  const most = mostMinor({ amountMinor: 0, currency }, order, capPercentOfOrder);
  return { order: { externalId, currency, mostMinor: most, capPercentOfOrder } };
}

function rowOf(
  deps: Deps,
  actor: Actor,
  { id, wished, facts }: { id: string; wished: WishedGrant; facts: Facts },
) {
  const { case: c, order, limits, response } = facts;
  const proposedAt = deps.now();
  const isPaid = wished.amountMinor > 0;
  return {
    id,
    customerId: c.customerId,
    caseId: c.id,
    responseId: c.responseId,
    orderId: order?.id ?? null,
    role: 'compensation',
    kind: wished.kind,
    status: 'proposed',
    // Paid once per order and wrong; a call or a letter may stand beside what is paid.
    wrong: isPaid && c.category ? reasonText({ category: c.category, detail: c.detail }) : null,
    rule: 'by-hand',
    why: whyOf(actor, wished),
    policyId: limits.policyId,
    programId: response.programId,
    details: { ...wished.details, ...countedIn(wished, facts) },
    approval: 'manager',
    proposedBy: actor.id,
    proposedAt,
    expiresAt: limits.proposalDays ? new Date(proposedAt.getTime() + limits.proposalDays * 86_400_000) : null,
    held: null,
    issuedAt: null,
    validUntil: null,
    reversedAt: null,
    reversedBy: null,
    reversalReason: null,
  } satisfies Partial<Row>;
}

function whyOf({ name }: Actor, { note }: WishedGrant): Row['why'] {
  const proposal = fact('proposed-by-hand', { name });
  return note ? [proposal, fact('proposal-note', { note })] : [proposal];
}

/** How long it may be used once it is issued, and what points were worth when they were proposed. */
function countedIn({ kind, amountMinor, validDays }: WishedGrant, { limits }: Facts) {
  const worth = kindRules[kind].worth === 'points' ? worthOfPoints(amountMinor, limits.points) : null;
  return { ...(validDays && { validDays }), ...(worth !== null && { worthMinor: worth }) };
}

function store(deps: Deps, tx: Tx, { row, facts }: { row: Row; facts: Facts }): void {
  const { db } = deps;
  tx.run(db.insert(grants).values(row));
  // The row just added is not among what was looked at, and the same kind is not proposed twice in a case.
  tx.must(
    db
      .update(grants)
      .set({ rule: row.rule })
      .where(and(eq(grants.id, row.id), facts.isUnmoved, isOnlyOne(row))),
    sameAlready,
  );
  moveBudget(deps, tx, { grant: row, from: 0, to: row.amountMinor, company: facts.company });
  const { id: grantId, customerId, caseId, kind, amountMinor, currency, orderId } = row;
  record(db, tx, {
    kind: 'compensation-proposed',
    at: row.proposedAt,
    actorId: row.proposedBy,
    customerId,
    caseId,
    data: { grantId, kind, amountMinor, currency, orderId },
  });
}

const sameAlready = 'The same has just been proposed in this case.';

const isOnlyOne = ({ id, caseId, kind }: Row) =>
  sql`NOT EXISTS (SELECT 1 FROM grants g WHERE g.case_id = ${caseId} AND g.kind = ${kind} AND g.id <> ${id}
    AND g.role = 'compensation' AND g.status = 'proposed')`;
