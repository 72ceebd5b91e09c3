import { and, eq, sql } from 'drizzle-orm';
import { format } from '#client/locales/format.ts';
import { nearestLanguage } from '#client/locales/languages.ts';
import type { Tx } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { fulfilments } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import type { SendOutcome } from '#server/email/messages.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { markedReason } from '#surveys/reasons.ts';
import { pointsCurrency } from './grant-kind.ts';
import { grantMail, type GrantMailFacts } from './grant-mail.ts';
import type { Grant } from './grant.ts';
import { storedGrant } from './grants.ts';
import { ourWrongLabel } from '../letters/letter.ts';
import { replyTo, sendCaseMail } from '../letters/letters.ts';
import { sayIn } from '../letters/mail-texts.ts';
import { orderNumber, whoAnswersFor } from '../parties.ts';
import { worthOfPoints } from '#server/listen/points-held.ts';
import { approvalLimits } from './policy-limits.ts';
import { voucherOf } from './vouchers.ts';

/** Writes to the customer what she was given. */
export async function sendGrantMail(deps: Deps, job: Job): Promise<void> {
  const grant = await storedGrant(deps, String(job.payload.grantId));
  if (grant?.status !== 'issued') return;
  const parties = await partiesOf(deps, grant);
  const { customer, agent, locale } = parties;
  const content = grantMail(sayIn(locale), await factsOf(deps, grant, parties));
  if (!content || !customer.email) return;
  const { id: customerId, name, email } = customer;
  const kind = grant.role === 'reward' ? 'reward' : 'compensation';
  const { caseId } = grant;
  const headers = replyTo(deps, { caseId, company: parties.company, person: agent });
  const message = { kind, customerId, caseId, headers } as const;
  await sendCaseMail(deps, content, { ...message, id: job.id, to: { name, email } }, (tx, { outcome }) =>
    keepOutcome(deps, tx, { grantId: grant.id, messageId: job.id, outcome }),
  );
}

type Parties = Awaited<ReturnType<typeof partiesOf>>;

async function partiesOf({ db }: Deps, grant: Grant) {
  const [row] = await db
    .select({ customer: customers, answeredIn: responses.locale, case: cases })
    .from(customers)
    .leftJoin(cases, eq(cases.id, grant.caseId ?? ''))
    .leftJoin(responses, eq(responses.id, sql`coalesce(${grant.responseId}, ${cases.responseId})`))
    .where(eq(customers.id, grant.customerId));
  if (!row) throw new Error(`The customer of grant ${grant.id} is not there`);
  const [company, codebook] = await Promise.all([theCompany(db), theCodebook(db)]);
  const locale = nearestLanguage(row.answeredIn ?? row.customer.locale ?? company.locale);
  const agent = grant.caseId === null ? null : await whoAnswersFor(db, grant.caseId, grant.id);
  const wrong =
    ourWrongLabel(codebook, markedReason(grant.wrong), locale) ?? ourWrongLabel(codebook, row.case, locale);
  return { ...row, company, locale, agent, wrong };
}

async function factsOf({ db }: Deps, grant: Grant, parties: Parties): Promise<GrantMailFacts> {
  const { customer, company, locale, agent, wrong } = parties;
  const { money, dayOf } = format(locale, company.timeZone);
  const { points } = await approvalLimits(db);
  const worth = grant.currency === pointsCurrency ? worthOfPoints(grant.amountMinor, points) : null;
  return {
    locale,
    customerName: customer.name,
    kind: grant.kind,
    role: grant.role,
    amount: money(grant.amountMinor, grant.currency),
    code: (await voucherOf(db, grant.id))?.code ?? null,
    until: grant.validUntil && dayOf(grant.validUntil),
    points:
      worth === null
        ? null
        : {
            worth: money(worth, company.currency),
            least: money(Math.max(1, points.leastToRedeem), pointsCurrency),
          },
    order: await orderNumber(db, grant.orderId),
    wrong,
    agentName: agent?.name ?? null,
    companyName: company.name,
  };
}

/** A voucher that could not be mailed is one for a person to hand over. */
function keepOutcome(
  { db, now }: Deps,
  tx: Tx,
  { grantId, messageId, outcome }: { grantId: string; messageId: string; outcome: SendOutcome },
): void {
  const waits = and(
    eq(fulfilments.grantId, grantId),
    eq(fulfilments.way, 'mail'),
    eq(fulfilments.state, 'waiting'),
  );
  const set =
    outcome === 'sent'
      ? ({ state: 'done', doneAt: now(), receipt: messageId } as const)
      : ({ way: 'by-hand', lastError: outcome } as const);
  tx.run(db.update(fulfilments).set(set).where(waits));
}
