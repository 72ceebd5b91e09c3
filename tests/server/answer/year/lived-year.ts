import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { vouchers } from '#db/schema/compensation.ts';
import { programs as programRows, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { resolve } from '#server/answer/cases.ts';
import { reverse } from '#server/answer/grants/grant-endings.ts';
import { approve, decline } from '#server/answer/grants/grants.ts';
import { issueGrant } from '#server/answer/grants/issuing.ts';
import { endWhatIsOver } from '#server/answer/grants/lapses.ts';
import { redeemCredit } from '#server/answer/grants/redemptions.ts';
import { redeemVoucher } from '#server/answer/grants/vouchers.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { correctResponse } from '#server/listen/corrections.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import type { TestApp } from '#tests/support/test-app.ts';
import { months, programs, type Said, type Step, type Year } from './generated-year.ts';
import { wished } from './plain-policy.ts';

/** What people did in a year, done with the product: everything goes through what the pages and routes call. */
export async function live(t: TestApp, { customers, steps }: Year): Promise<void> {
  const { deps } = t;
  const waveOf = await theWaves(deps);
  const actors = { agent: await grace(deps), manager: await alan(deps) };
  const tokens = new Map<number, { token: string; invitationId: string }>();
  await aCompany(deps);
  for (const { id, tier, orders } of customers) {
    await aCustomer(deps, { id, tier, lastOrderOn: orders.at(-1)?.on ?? null });
    for (const { id: orderId, on: orderedOn, minor: amountMinor, currency } of orders)
      await anOrder(deps, { id: orderId, customerId: id, orderedOn, amountMinor, currency });
  }
  const by = { deps, actor: actors.manager };
  const doing: { [Do in Step['do']]: (step: Extract<Step, { do: Do }>) => Promise<unknown> } = {
    answer: async ({ n, at, buyer, program, order, said }) => {
      const wave = waveOf(program, new Date(at).toISOString().slice(0, 7));
      const { id: customerId = '', orders = [] } = customers[buyer] ?? {};
      const orderId = order === null ? null : (orders[order]?.id ?? null);
      const { token, row } = await anInvitation(deps, wave, { customerId, orderId, subject: String(n) });
      tokens.set(n, { token, invitationId: row.id });
      await takeResponse(deps, token, { via: 'json', answers: answersOf(said) });
    },
    correct: ({ n, said }) =>
      correctResponse(deps, tokens.get(n)?.token ?? '', {
        via: 'json',
        answers: answersOf(said),
        isCorrecting: true,
      }),
    decide: async ({ n, who, wish }) => {
      const grant = await grantOf(deps, tokens.get(n)?.invitationId);
      if (!grant) return;
      const deciding = { deps, actor: actors[who], grantId: grant.id };
      if (wish === 'no') return decline(deciding, {});
      await approve(deciding, wish === 'as' ? {} : { amountMinor: wished(grant.amountMinor, wish) });
      await issueGrant(deps, grant.id);
    },
    resolve: async ({ n }) =>
      resolve({ ...by, caseId: await caseOf(deps, tokens.get(n)?.invitationId) }, ending),
    reverse: async ({ n }) => {
      const grant = await grantOf(deps, tokens.get(n)?.invitationId);
      if (grant) await reverse({ ...by, grantId: grant.id }, 'A mistake');
    },
    use: async ({ n }) => {
      const grant = await grantOf(deps, tokens.get(n)?.invitationId);
      const [voucher] = await deps.db
        .select()
        .from(vouchers)
        .where(eq(vouchers.grantId, grant?.id ?? ''));
      const use = { orderReference: 'A-1', idempotencyKey: `use-${n}` };
      if (voucher) await redeemVoucher({ ...by, code: voucher.code, ...use });
    },
    spend: ({ buyer, at, currency, minor }) => {
      const customerId = customers[buyer]?.id ?? '';
      return redeemCredit({ ...by, customerId, idempotencyKey: `${at}` }, { amountMinor: minor, currency });
    },
    tick: () => endWhatIsOver(deps),
  };
  for (const step of steps) {
    t.at(new Date(step.at));
    await (doing[step.do] as (one: Step) => Promise<unknown>)(step).catch(refusedOnly);
  }
}

const ending = {
  outcome: 'not-reached',
  rootCause: 'No call',
  rootCauseReason: 'service/late-delivery',
  letter: null,
} as const;

function answersOf({ saying, recommend }: Said): Record<string, unknown> {
  const reasons = { late: 'late', rude: 'treatment', unresolved: 'unresolved', dear: 'price' };
  const isLate = saying === 'late' || saying === 'late-but-happy';
  const reason = saying in reasons ? { reason: reasons[saying as keyof typeof reasons] } : {};
  return { recommend, price: 'same', 'on-time': isLate ? 'no' : 'yes', ...reason };
}

/** A wave a month of two programs that ask the same. */
async function theWaves(deps: Deps) {
  const open = { closesAt: new Date('2027-01-01') };
  const first = await aWave(deps, open);
  const known = new Map<string, typeof first>();
  const [monthly] = await deps.db.select().from(programRows);
  await write(deps.db, (tx) => {
    for (const programId of programs) {
      if (monthly && programId !== monthly.id)
        tx.run(deps.db.insert(programRows).values({ ...monthly, id: programId }));
      months.forEach((month, n) => {
        const wave = { ...first, id: newId(deps), programId, month, run: n + 2 };
        tx.run(deps.db.insert(waves).values(wave));
        known.set(`${programId} ${month}`, wave);
      });
    }
  });
  return (programId: string, month: string) => known.get(`${programId} ${month}`) ?? first;
}

async function grantOf({ db }: Deps, invitationId = '') {
  const [found] = await db
    .select({ grant: grants })
    .from(grants)
    .innerJoin(responses, eq(responses.id, grants.responseId))
    .where(eq(responses.invitationId, invitationId));
  return found?.grant;
}

async function caseOf({ db }: Deps, invitationId = ''): Promise<string> {
  const [response] = await db.select().from(responses).where(eq(responses.invitationId, invitationId));
  const id = response?.id ?? '';
  const [again] = await db.select().from(caseAnswers).where(eq(caseAnswers.responseId, id));
  const [own] = await db.select().from(cases).where(eq(cases.responseId, id));
  return again?.caseId ?? own?.id ?? '';
}

/** Much comes too late or asks for too much; anything else is a fault. */
function refusedOnly(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
