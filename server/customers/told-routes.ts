import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import { wordsOf } from '../company/codebook.ts';
import { theCodebook } from '../company/codebooks.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { eventImporter } from './event-import.ts';
import type { Importer } from './import/importer.ts';
import type { Importers } from './import-routes.ts';
import { customersByExternalId } from './known-customers.ts';
import { computeTiers } from './tiers.ts';
import { keepTold, type ToldRow } from './told-rows.ts';

const mostRows = 500;

const text = z.string().max(1000);
const customerId = text.describe('The customer’s id in your own system.');
const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(mostRows);

const amount = z.union([text, z.number()]);
/** Left out, a field stays as it is; null empties it. */
const said = text.nullable().optional();

const toldCustomers = z.object({
  customers: rowsOf(
    z.strictObject({
      externalId: text.describe(
        'The customer’s id in your own system; a new one adds a customer, a known one changes her. A field that is left out stays as it is, null empties it.',
      ),
      name: z.string().max(10_000).nullable().optional(),
      email: said,
      locale: said.describe('Such as "ar" or "en-GB".'),
      timeZone: said.describe('Such as "Asia/Riyadh".'),
      currency: said.describe('ISO 4217; the company’s when left out.'),
      totalRevenue: amount.nullable().optional().describe('In all, such as "124000.50".'),
      monthlyRevenue: amount.nullable().optional().describe('In a usual month.'),
      accountManager: said,
      department: said.describe('Its name in any language, or its code; a new name adds a department.'),
      status: z
        .enum(['active', 'left', 'deceased', 'barred'])
        .optional()
        .describe('Who is deceased or barred stays so.'),
      attributes: z
        .record(z.string().min(1).max(100), z.string().max(1000))
        .refine((attributes) => Object.keys(attributes).length <= 50, 'At most 50 attributes.')
        .optional()
        .describe('Anything else worth keeping; those not named stay.'),
    }),
  ),
});

const toldOrders = z.object({
  orders: rowsOf(
    z.strictObject({
      externalId: text.describe('The order’s id in your own system; told again, it changes the order.'),
      customerId,
      kind: z.enum(['order', 'quote']).optional(),
      amount: z.union([text, z.number().min(0)]).describe('Such as "1240.50".'),
      currency: text.optional().describe('ISO 4217; the company’s when left out.'),
      orderedOn: text.describe('YYYY-MM-DD.'),
    }),
  ),
});

const toldDepartures = z.object({
  departures: rowsOf(
    z.strictObject({
      customerId,
      departedOn: text.describe('YYYY-MM-DD. Told again for the same day, it changes the reason.'),
      reason: z
        .string()
        .max(10_000)
        .describe('A reason of the codebook, such as "price" or "price-rise", or your own word for one.'),
    }),
  ),
});

const toldEvents = z.object({
  events: rowsOf(
    z.strictObject({
      externalId: text.describe('The event’s id in your own system; told again, it happened once.'),
      customerId,
      name: z.string().max(100).describe('Such as "order-delivered"; programs listen to it by this name.'),
      happenedAt: z.iso.datetime({ offset: true }).optional().describe('Now, when left out.'),
      data: z
        .record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()]))
        .refine((data) => Object.keys(data).length <= 50, 'At most 50 values.')
        .optional(),
    }),
  ),
});

/** What the company's other systems tell as it happens; departures belong to a later stage, so they are handed in. */
export function toldRoutes(importers: Pick<Importers, 'customers' | 'orders' | 'departures'>) {
  return new Hono<Env>()
    .post('/customers', may('manager'), validate('json', toldCustomers), async (c) => {
      const { deps, actor } = c.var;
      const rows = c.req.valid('json').customers.map(customerTexts);
      const importer = await importerOf(deps, importers.customers);
      return c.json(await keepTold(deps, { importer, rows, actorId: actor.id, list: 'customers' }));
    })
    .post('/orders', may('agent'), validate('json', toldOrders), async (c) => {
      const { deps, actor } = c.var;
      const rows = c.req.valid('json').orders.map(asTexts);
      const importer = await importerOf(deps, importers.orders);
      return c.json(await keepTold(deps, { importer, rows, actorId: actor.id, list: 'orders' }));
    })
    .post('/departures', may('agent'), validate('json', toldDepartures), async (c) => {
      const { deps, actor } = c.var;
      const { departures } = c.req.valid('json');
      await rankStrangers(
        deps,
        departures.map((one) => one.customerId),
      );
      // In the file of departures the customer's id is the only id.
      const rows = departures.map(({ customerId, ...row }) => asTexts({ ...row, externalId: customerId }));
      const importer = await importerOf(deps, importers.departures);
      const called = { externalId: 'customerId' };
      return c.json(await keepTold(deps, { importer, rows, actorId: actor.id, list: 'departures', called }));
    })
    .post('/events', may('agent'), validate('json', toldEvents), async (c) => {
      const { deps, actor } = c.var;
      const rows = c.req
        .valid('json')
        .events.map(({ data = {}, ...row }) => asTexts({ ...row, data: JSON.stringify(data) }));
      const importer = eventImporter(deps);
      return c.json(await keepTold(deps, { importer, rows, actorId: actor.id, list: 'events' }));
    });
}

async function importerOf(deps: Deps, importer: Importers['orders']): Promise<Importer<unknown>> {
  const { currency } = await theCompany(deps.db);
  const words = wordsOf(await theCodebook(deps.db));
  return importer(deps, { currency, reasons: null, words });
}

function customerTexts({
  attributes = {},
  ...row
}: z.output<typeof toldCustomers>['customers'][number]): ToldRow {
  const kept = Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value]);
  // An empty cell of a file says the same.
  const fields = Object.entries(row).map(([field, value]) => [
    field,
    value ?? (value === null ? '' : undefined),
  ]);
  return asTexts(Object.fromEntries([...fields, ...kept]));
}

function asTexts(row: Record<string, string | number | undefined>): ToldRow {
  const said = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([field, value]) => [field, String(value)]));
}

// A departure keeps the tier the customer had; ranking everybody for each call would be too much.
async function rankStrangers(deps: Deps, externalIds: string[]): Promise<void> {
  const known = await customersByExternalId(deps.db, externalIds);
  if ([...known.values()].some(({ tier }) => tier === null)) await computeTiers(deps);
}
