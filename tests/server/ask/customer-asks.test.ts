import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import { contacts } from '#db/schema/email.ts';
import { programs } from '#db/schema/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import type { Deps } from '#server/deps.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const aContact = (deps: Deps, customerId: string, channel: 'email' | 'call', at = deps.now()) =>
  write(deps.db, (tx) => tx.run(deps.db.insert(contacts).values({ customerId, channel, kind: 'case', at })));

describe('why a customer was or was not asked', () => {
  test('is told for every wave, and for each program as of now', async () => {
    const { deps, runJobs, request, at } = await testApp();
    await anAskingCompany(deps);
    const as = await grace(deps);
    const ada = await aBuyer(deps);
    await runWave(deps, null, 'monthly');
    await runJobs();
    at('2026-10-15T07:00:00Z');
    await runWave(deps, null, 'monthly');
    const answer = await request('GET', `/api/customers/${ada.id}/asks`, { as });
    expect(await answer.json()).toMatchObject({
      asks: [
        {
          programId: 'monthly',
          status: 'skipped',
          skipReason: 'open-invitation',
          at: '2026-10-15T07:00:00.000Z',
          run: 2,
        },
        {
          programId: 'monthly',
          status: 'delivered',
          skipReason: null,
          at: '2026-10-14T07:00:00.000Z',
          run: 1,
        },
      ],
      next: null,
      now: [
        {
          programId: 'exit',
          verdict: 'outside',
          failing: [{ field: 'departed', is: 'within-days', value: 60, isNot: false }],
        },
        { programId: 'monthly', verdict: 'skip', skip: { code: 'open-invitation', facts: {} } },
      ],
    });
  });

  test('is told of one who was never in an audience, and of nobody there is not', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const as = await grace(deps);
    const { id } = await aCustomer(deps);
    const answer = await request('GET', `/api/customers/${id}/asks`, { as });
    expect(await answer.json()).toMatchObject({
      asks: [],
      now: [{ verdict: 'outside' }, { verdict: 'outside' }],
    });
    for (const what of ['asks', 'contacts']) {
      expect((await request('GET', `/api/customers/nobody/${what}`, { as })).status).toBe(404);
      expect((await request('GET', `/api/customers/${id}/${what}`)).status).toBe(401);
    }
  });

  test('names the sample of the last wave', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const as = await grace(deps);
    const buyers = [await aBuyer(deps), await aBuyer(deps), await aBuyer(deps)];
    await write(deps.db, (tx) =>
      tx.run(
        deps.db
          .update(programs)
          .set({ sample: { count: 1 } })
          .where(eq(programs.id, 'monthly')),
      ),
    );
    await runWave(deps, null, 'monthly');
    const verdicts = await Promise.all(
      buyers.map(async ({ id }) => {
        const { now } = (await (await request('GET', `/api/customers/${id}/asks`, { as })).json()) as {
          now: { programId: string; skip?: { code: string } }[];
        };
        return now.find(({ programId }) => programId === 'monthly')?.skip?.code;
      }),
    );
    expect(verdicts.sort()).toEqual(['not-in-sample', 'not-in-sample', 'open-invitation']);
  });
});

describe('the contacts of a customer', () => {
  test('hold every mail and every call, once, the latest first', async () => {
    const { deps, runJobs, request, at } = await testApp();
    await anAskingCompany(deps);
    const as = await grace(deps);
    const ada = await aBuyer(deps);
    await runWave(deps, null, 'monthly');
    await runJobs();
    at('2026-10-14T08:00:00Z');
    const recovery = await aCase(deps, { customerId: ada.id, ownerId: as.id });
    for (const kind of ['call', 'visit'] as const) {
      const body = { kind, note: 'I rang her.' };
      expect((await request('POST', `/api/cases/${recovery.id}/contacts`, { as, body })).status).toBeLessThan(
        300,
      );
    }
    const answer = await request('GET', `/api/customers/${ada.id}/contacts`, { as });
    expect(await answer.json()).toMatchObject({
      contacts: [
        { channel: 'call', kind: 'case', caseId: recovery.id, at: '2026-10-14T08:00:00.000Z' },
        { channel: 'email', kind: 'survey-invitation', messageId: expect.any(String) },
      ],
      next: null,
    });
  });

  test('are paged by key', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const as = await grace(deps);
    const { id } = await aCustomer(deps);
    for (let n = 0; n < 60; n++) await aContact(deps, id, 'email');
    const page = async (query: string) =>
      (await (await request('GET', `/api/customers/${id}/contacts${query}`, { as })).json()) as {
        contacts: unknown[];
        next: number | null;
      };
    const first = await page('');
    const second = await page(`?before=${first.next}`);
    expect([first.contacts.length, second.contacts.length, second.next]).toEqual([50, 10, null]);
  });

  test('count towards the caps of their channel, and only within their days', async () => {
    const { deps, at } = await testApp();
    await anAskingCompany(deps, { contactCaps: [{ channel: 'email', count: 2, days: 7 }] });
    const [often, seldom, called] = [await aBuyer(deps), await aBuyer(deps), await aBuyer(deps)];
    const weekAgo = new Date(deps.now().getTime() - 7 * 86_400_000);
    for (const when of [deps.now(), deps.now()]) await aContact(deps, often.id, 'email', when);
    for (const when of [deps.now(), weekAgo]) await aContact(deps, seldom.id, 'email', when);
    for (let n = 0; n < 5; n++) await aContact(deps, called.id, 'call');
    expect(await runWave(deps, null, 'monthly')).toMatchObject({ queued: 2, skipped: 1 });
    at('2026-10-22T07:00:00Z');
    expect(await runWave(deps, null, 'monthly')).toMatchObject({ queued: 1, skipped: 2 });
  });
});

describe('the contact rules', () => {
  const rules = {
    quietPeriodDays: 14,
    contactCaps: [{ channel: 'email', count: 4, days: 30 }],
    quietFrom: '20:00',
    quietUntil: '09:00',
  };

  test('are set by an administrator, for the whole company', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const put = async (as: { id: string }) => request('PUT', '/api/contact-rules', { as, body: rules });
    const manager = await alan(deps);
    expect((await put(manager)).status).toBe(403);
    expect(await (await put(await anAdmin(deps))).json()).toEqual(rules);
    expect(await (await request('GET', '/api/contact-rules', { as: manager })).json()).toEqual(rules);
    expect(await deps.db.select().from(company)).toMatchObject([rules]);
  });

  test.each<[string, object, string]>([
    ['a quiet period of years', { quietPeriodDays: 366 }, 'quietPeriodDays'],
    ['a cap of none', { contactCaps: [{ channel: 'email', count: 0, days: 7 }] }, 'contactCaps.0.count'],
    [
      'a cap of a channel there is not',
      { contactCaps: [{ channel: 'sms', count: 1, days: 7 }] },
      'contactCaps.0.channel',
    ],
    ['no time of the day', { quietFrom: '25:00' }, 'quietFrom'],
    ['quiet hours nearly all day', { quietFrom: '12:00', quietUntil: '09:00' }, 'quietUntil'],
  ])('refuse %s', async (_what, wrong, field) => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const body = { ...rules, ...wrong };
    const answer = await request('PUT', '/api/contact-rules', { as: await anAdmin(deps), body });
    expect(answer.status).toBe(400);
    expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
  });
});
