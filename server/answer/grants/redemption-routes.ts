import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '#server/auth/may.ts';
import type { Env } from '#server/http/env.ts';
import { answer } from '#server/http/problem.ts';
import { validate } from '#server/http/validate.ts';
import { balanceOf, customerByExternalId } from './customer-grants.ts';
import { redeemCredit, redeemPoints } from './redemptions.ts';
import { redeemVoucher } from './vouchers.ts';

const keyed = z.object({
  'idempotency-key': z
    .string({ error: 'is needed, so that a repetition does nothing' })
    .min(1)
    .max(200)
    .describe('The same key does it once, and gets the same answer again.'),
});
const external = z.object({
  externalId: z.string().max(1000).describe('The customer’s id in your own system.'),
});
const orderReference = z.string().trim().min(1).max(200).describe('Your order it is used for.');
const code = z.object({ code: z.string().max(60).describe('In whatever case, with or without dashes.') });
const credit = z.object({
  amountMinor: z.int().positive().max(1_000_000_000_000).describe('Minor units.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .refine((currency) => currency !== 'PTS', 'points are redeemed by points-redemptions')
    .optional()
    .describe('ISO 4217; the company’s when left out.'),
  orderReference: orderReference.optional(),
});
const points = z.object({ points: z.int().positive().max(1_000_000_000) });

/** For the company's own systems: what a customer has, and how she spends it. */
export function redemptionRoutes() {
  return new Hono<Env>()
    .post(
      '/vouchers/:code/redemption',
      may('agent'),
      validate('param', code),
      validate('header', keyed),
      validate('json', z.object({ orderReference })),
      async (c) => {
        const { deps, actor } = c.var;
        const idempotencyKey = c.req.valid('header')['idempotency-key'];
        const use = { ...c.req.valid('param'), ...c.req.valid('json'), idempotencyKey };
        const redeemed = await redeemVoucher({ deps, actor, ...use });
        return redeemed === 'too-many-wrong-codes' ? answer(c, 429, tooManyWrong) : c.json(redeemed);
      },
    )
    .get('/customers/:externalId/balance', may('agent'), validate('param', external), async (c) => {
      const { db } = c.var.deps;
      const { id } = await customerByExternalId(db, c.req.valid('param').externalId);
      return c.json(await balanceOf(db, id));
    })
    .post(
      '/customers/:externalId/credit-redemptions',
      may('agent'),
      validate('param', external),
      validate('header', keyed),
      validate('json', credit),
      async (c) => {
        const { deps, actor } = c.var;
        const { id: customerId, home } = await customerByExternalId(deps.db, c.req.valid('param').externalId);
        const idempotencyKey = c.req.valid('header')['idempotency-key'];
        const spending = { deps, actor, customerId, idempotencyKey };
        const { currency = home, ...spent } = c.req.valid('json');
        return c.json(await redeemCredit(spending, { ...spent, currency }));
      },
    )
    .post(
      '/customers/:externalId/points-redemptions',
      may('agent'),
      validate('param', external),
      validate('header', keyed),
      validate('json', points),
      async (c) => {
        const { deps, actor } = c.var;
        const { id: customerId, home } = await customerByExternalId(deps.db, c.req.valid('param').externalId);
        const idempotencyKey = c.req.valid('header')['idempotency-key'];
        const spending = { deps, actor, customerId, idempotencyKey };
        return c.json(await redeemPoints(spending, { ...c.req.valid('json'), currency: home }));
      },
    );
}

const tooManyWrong = {
  code: 'too_many',
  detail: 'Too many codes that are not known. Wait a while, then try again.',
};
