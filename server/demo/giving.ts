import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import { grants } from '#db/schema/grants.ts';
import { fulfilments, vouchers } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { ledgerBalances } from '#db/schema/ledger.ts';
import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { handOver } from '../answer/grants/fulfilments.ts';
import { pointsCurrency } from '../answer/grants/grant-kind.ts';
import { endWhatIsOver } from '../answer/grants/lapses.ts';
import { redeemCredit, redeemPoints } from '../answer/grants/redemptions.ts';
import { redeemVoucher } from '../answer/grants/vouchers.ts';
import { activatePolicy, draftPolicy } from '../answer/policy/policies.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { presetDocument } from '../listen/policy-presets.ts';
import { wordsIn } from './case-words.ts';
import { demoCurrency } from './sample-customers.ts';
import type { Scene } from './settle-in.ts';

/** From so many months ago compensation is tried: some cases get the call and not the money. */
export const monthsOfTrial = 12;

const holdoutPercent = 22;
const pointsToRedeem = 250;
const spendShare = { voucher: 0.3, points: 0.3, credit: 0.05 };
/** What is handed over by hand waits so long, and the newest is waiting still. */
const handOverAfterDays = 3;

/** The manager's own policy: the head of the company calls, who recommends us gets a voucher, a product fault points. */
export async function switchOnPolicy(deps: Deps, manager: Actor): Promise<void> {
  const by = { deps, actor: manager };
  const { id } = await draftPolicy(by, { document: ownPolicy() });
  await activatePolicy(by, id, { revision: 0 });
}

function ownPolicy(): PolicyDocument {
  const shipped = presetDocument('order-share', 'en');
  const ruleOf = (preset: Parameters<typeof presetDocument>[0]) =>
    presetDocument(preset, 'en').rules.slice(0, 1);
  const [calls, vouched, pointed] = [ruleOf('key-customers'), ruleOf('small-customers'), ruleOf('points')];
  return {
    ...shipped,
    rules: [
      ...calls.map((rule) => ({
        ...rule,
        when: { ...rule.when, scoreAtMost: 3 },
        give: { ...rule.give, details: { leader: 'Edsger Vance' } },
      })),
      ...vouched,
      ...pointed.map((rule) => ({ ...rule, when: { categories: ['product'] } })),
      ...shipped.rules,
    ],
    points: { hundredWorthMinor: 200, leastToRedeem: pointsToRedeem },
    holdoutPercent,
  };
}

/** Customers use what they were given, the rest of it ends in time, and people hand over what no system can. */
export async function useWhatWasGiven(deps: Deps, scene: Scene, { agent, manager }: Givers): Promise<void> {
  await endWhatIsOver(deps);
  await spendVouchers(deps, scene, agent);
  await spendBalances(deps, scene, agent);
  await handOverByHand(deps, manager);
}

interface Givers {
  agent: Actor;
  manager: Actor;
}

async function spendVouchers(deps: Deps, { chance }: Scene, actor: Actor): Promise<void> {
  const open = await deps.db
    .select({ code: vouchers.code, customer: customers.externalId })
    .from(vouchers)
    .innerJoin(grants, eq(grants.id, vouchers.grantId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .where(eq(vouchers.status, 'open'))
    .orderBy(customers.externalId, vouchers.createdAt);
  for (const { code, customer } of open) {
    if (!chance.happens(spendShare.voucher)) continue;
    const orderReference = `${customer}-${chance.between(100, 999)}`;
    await redeemVoucher({ deps, actor, code, orderReference, idempotencyKey: code });
  }
}

async function spendBalances(deps: Deps, { chance }: Scene, actor: Actor): Promise<void> {
  const month = deps.now().toISOString().slice(0, 7);
  for (const { customerId, currency, balanceMinor } of await balancesOf(deps)) {
    const isPoints = currency === pointsCurrency;
    if (isPoints && balanceMinor < pointsToRedeem) continue;
    if (!chance.happens(isPoints ? spendShare.points : spendShare.credit)) continue;
    const spending = { deps, actor, customerId, idempotencyKey: `${customerId} ${currency} ${month}` };
    if (isPoints) await redeemPoints(spending, { points: pointsToRedeem, currency: demoCurrency });
    else await redeemCredit(spending, { amountMinor: Math.min(balanceMinor, 2000), currency });
  }
}

/** What customers hold, in the order of their numbers. */
function balancesOf({ db }: Deps) {
  const { account, currency, balanceMinor } = ledgerBalances;
  return db
    .select({ customerId: customers.id, currency, balanceMinor })
    .from(customers)
    .innerJoin(ledgerBalances, and(eq(account, sql`'customer:' || ${customers.id}`), gte(balanceMinor, 1)))
    .orderBy(customers.externalId, currency);
}

async function handOverByHand(deps: Deps, manager: Actor): Promise<void> {
  const before = new Date(deps.now().getTime() - handOverAfterDays * 86_400_000);
  const waiting = await deps.db
    .select({ id: fulfilments.id })
    .from(fulfilments)
    .innerJoin(grants, and(eq(grants.id, fulfilments.grantId), eq(grants.status, 'issued')))
    .where(
      and(
        eq(fulfilments.state, 'waiting'),
        eq(fulfilments.way, 'by-hand'),
        lt(fulfilments.createdAt, before),
      ),
    )
    .orderBy(asc(fulfilments.createdAt), asc(fulfilments.id));
  for (const { id: fulfilmentId } of waiting)
    await handOver({ deps, actor: manager, fulfilmentId }, wordsIn(manager.locale).receipt);
}
