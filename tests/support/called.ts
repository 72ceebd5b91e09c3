import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import type { customers } from '#db/schema/customers.ts';
import { invitations, programs } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { aCompany, aCustomer, anAdmin, grace } from './cast.ts';
import { testApp } from './test-app.ts';

/** When Ada's call is due. */
export const due = '2027-02-28T09:00:00Z';

/** Ada left on 31 January; her call is due on the last of February. */
export async function adaLeft(customer: Partial<typeof customers.$inferInsert> = {}) {
  const t = await testApp();
  const { deps } = t;
  await aCompany(deps);
  await ensureShippedPrograms(deps);
  await write(deps.db, (tx) => {
    tx.run(deps.db.update(programs).set({ pausedAt: deps.now() }).where(eq(programs.id, 'exit')));
    tx.run(deps.db.update(programs).set({ pausedAt: null }).where(eq(programs.id, 'exit-call')));
  });
  t.at('2027-01-31T09:00:00Z');
  const ada = await aCustomer(deps, {
    externalId: 'C-1',
    accountManager: 'Rami Aziz',
    monthlyRevenueMinor: 70_000,
    attributes: { phone: '+966 50 1' },
    ...customer,
  });
  const body = { name: 'Shop', role: 'agent' };
  const made = await t.request('POST', '/api/keys', { as: await anAdmin(deps), body });
  const { key } = (await made.json()) as { key: string };
  const departures = [{ customerId: 'C-1', departedOn: '2027-01-31', reason: 'price-rise' }];
  const headers = { authorization: `Bearer ${key}` };
  await t.request('POST', '/api/departures', { headers, body: { departures } });
  await t.runJobs();
  const agent = await grace(deps);
  const calls = async (as = agent) => (await (await t.request('GET', '/api/calls', { as })).json()).calls;
  const [call] = await deps.db.select().from(invitations);
  const end = (outcome: string, as = agent, more: Record<string, unknown> = {}) =>
    t.request('POST', `/api/calls/${call?.id}/outcome`, { as, body: { outcome, ...more } });
  const interview = (answers: unknown, as = agent) =>
    t.request('POST', `/api/calls/${call?.id}/interview`, { as, body: { answers, language: 'en' } });
  const standing = async () => (await deps.db.select().from(invitations))[0];
  return { t, deps, ada, agent, calls, end, interview, standing, headers, call };
}
