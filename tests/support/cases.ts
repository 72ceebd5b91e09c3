import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { record, type NewEvent } from '#server/events/events.ts';
import { aCustomer, anOrder } from './cast.ts';

type Row<T extends { $inferInsert: object }> = T['$inferInsert'];

const hours = (count: number) => count * 3_600_000;

/** An unhappy answer of a customer: 2 of 10, a late delivery. */
export async function aDetractor(
  deps: Deps,
  overrides: Partial<Row<typeof responses>> & { customerId: string },
) {
  const row = {
    id: newId(deps),
    status: 'complete' as const,
    locale: 'en',
    answers: {},
    verbatim: 'Four days late and nobody called me.',
    nps: 2,
    month: deps.now().toISOString().slice(0, 7),
    answeredAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(responses).values(row));
    tx.run(
      deps.db.insert(reasons).values({
        id: newId(deps),
        responseId: row.id,
        category: 'service',
        detail: 'late-delivery',
        status: 'stated',
        month: row.month,
        at: row.answeredAt,
      }),
    );
  });
  return row;
}

type CaseOverrides = Partial<Row<typeof cases>>;

/** A case as `aNewCase`, of which everybody has heard. */
export async function aCase(
  deps: Deps,
  overrides: CaseOverrides = {},
  verbatim?: { verbatim: string; locale: string },
) {
  const row = await aNewCase(deps, overrides, verbatim);
  await write(deps.db, (tx) =>
    tx.run({
      sql: `INSERT INTO event_tails (name, event_id, at) SELECT 'alerts', max(id), ? FROM events WHERE true
            ON CONFLICT (name) DO UPDATE SET event_id = excluded.event_id`,
      args: [deps.now().getTime()],
    }),
  );
  return row;
}

/** An open case of Ada's, due in four hours, as taking her response leaves it: nobody has heard of it yet. */
export async function aNewCase(
  deps: Deps,
  overrides: CaseOverrides = {},
  verbatim?: { verbatim: string; locale: string },
) {
  const customerId = overrides.customerId ?? (await aCustomer(deps)).id;
  const response = overrides.responseId ?? (await aDetractor(deps, { customerId, ...verbatim })).id;
  const now = deps.now().getTime();
  const row = {
    id: newId(deps),
    customerId,
    responseId: response,
    status: 'open' as const,
    ownerId: null,
    score: 2,
    scoreMeasure: 'nps' as const,
    tier: 'gold' as const,
    category: 'service' as const,
    detail: 'late-delivery',
    why: [{ code: 'bad-nps', facts: { score: 2 } }],
    openedAt: deps.now(),
    firstContactDueAt: new Date(now + hours(4)),
    resolutionDueAt: new Date(now + hours(72)),
    ...overrides,
  };
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(cases).values(row));
    record(deps.db, tx, { kind: 'case-opened', customerId, caseId: row.id, at: row.openedAt });
  });
  return row;
}

/** A proposed compensation of a fifth of an order of 1,240.00 SAR. */
export async function aProposal(
  deps: Deps,
  of: { id: string; customerId: string; responseId: string },
  overrides: Partial<Row<typeof grants>> = {},
) {
  const order = await anOrder(deps, { customerId: of.customerId });
  const row = {
    id: newId(deps),
    customerId: of.customerId,
    caseId: of.id,
    responseId: of.responseId,
    orderId: order.id,
    role: 'compensation' as const,
    kind: 'account-credit' as const,
    amountMinor: 24_800,
    currency: 'SAR',
    status: 'proposed' as const,
    wrong: 'service/late-delivery',
    rule: 'order-share-20',
    why: [{ code: 'share-of-order', facts: { percent: 20, amountMinor: 24_800, orderMinor: 124_000 } }],
    proposedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(grants).values(row)));
  return { ...row, order };
}

/** Something of a case, for whoever tells of it. */
export async function happens(deps: Deps, event: Omit<NewEvent, 'at'>): Promise<void> {
  await write(deps.db, (tx) => record(deps.db, tx, { at: deps.now(), ...event }));
}
