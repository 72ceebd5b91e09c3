import { describe, expect, test } from 'vitest';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import { ensureShippedPolicy } from '#server/answer/policy/shipped-policy.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { aPolicyDocument } from '#tests/support/policies.ts';
import { testApp } from '#tests/support/test-app.ts';

const late = { recommend: 2, price: 'same', 'on-time': 'no', reason: 'late' };

async function withManager(locale: 'en' | 'ar' = 'en') {
  const t = await testApp();
  await aCompany(t.deps, { locale });
  await ensureShippedPolicy(t.deps);
  const manager = await alan(t.deps);
  const agent = await grace(t.deps);
  const call = async (method: string, path: string, body?: unknown, as: { id: string } = manager) => {
    const response = await t.request(method, `/api/policies${path}`, {
      as,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const stored = () => t.deps.db.select().from(compensationPolicies).orderBy(compensationPolicies.number);
  const draft = async (body: unknown = { document: aPolicyDocument() }) =>
    (await call('POST', '', body)).body as { id: string; number: number };
  return { t, agent, call, stored, draft };
}

describe('the policy a company starts with', () => {
  test('is active as version 1, named in the company’s language, once however often it is ensured', async () => {
    const { t, stored } = await withManager('ar');
    await Promise.all([ensureShippedPolicy(t.deps), ensureShippedPolicy(t.deps)]);
    expect(await stored()).toMatchObject([
      {
        number: 1,
        status: 'active',
        document: { rules: [{ id: 'order-share-20', name: 'خُمس قيمة الطلب المتعثر' }] },
      },
    ]);
  });

  test('waits until there is a company', async () => {
    const { deps } = await testApp();
    await ensureShippedPolicy(deps);
    expect(await deps.db.select().from(compensationPolicies)).toEqual([]);
  });
});

describe('a draft', () => {
  test('comes from a preset, from a version or from a document, with the next number', async () => {
    const { call, stored, draft } = await withManager();
    const [shipped] = await stored();
    expect(await draft({ preset: 'points' })).toMatchObject({ number: 2 });
    expect(await draft({ from: shipped?.id })).toMatchObject({ number: 3 });
    expect(await draft()).toMatchObject({ number: 4 });
    expect((await call('POST', '', { from: 'nobody' })).status).toBe(404);
    expect((await call('POST', '', { preset: 'nonsense' })).status).toBe(400);
    const { body } = await call('GET', '');
    expect(body.policies).toMatchObject([
      { number: 4, status: 'draft', createdBy: 'Alan Turing', rules: 1 },
      { number: 3 },
      { number: 2 },
      { number: 1, status: 'active', createdBy: null },
    ]);
  });

  test('is saved at the revision that was read, so that nobody overwrites another', async () => {
    const { call, draft } = await withManager();
    const { id } = await draft();
    const document = aPolicyDocument({ rules: [] });
    expect(await call('PUT', `/${id}`, { document, revision: 0 })).toMatchObject({
      status: 200,
      body: { revision: 1, problems: [{ path: 'rules', code: 'no-rules', isWarning: true }] },
    });
    expect(await call('PUT', `/${id}`, { document: aPolicyDocument(), revision: 0 })).toMatchObject({
      status: 409,
      body: { fields: { refusal: 'saved-meanwhile' } },
    });
    expect((await call('GET', `/${id}`)).body).toMatchObject({ revision: 1, document: { rules: [] } });
  });

  test('saved by many at once is saved by one', async () => {
    const { call, draft } = await withManager();
    const { id } = await draft();
    const saves = await Promise.all(
      [1, 2, 3, 4].map((cooldownDays) =>
        call('PUT', `/${id}`, { document: aPolicyDocument({ guards: { cooldownDays } }), revision: 0 }),
      ),
    );
    expect(saves.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test.each<[string, unknown, string]>([
    [
      'a cap above 150 %',
      aPolicyDocument({ guards: { capPercentOfOrder: 151 } }),
      'document.guards.capPercentOfOrder',
    ],
    [
      'half a unit',
      aPolicyDocument({ guards: { budgetPerMonthMinor: 0.5 } }),
      'document.guards.budgetPerMonthMinor',
    ],
    ['a strange part', { ...aPolicyDocument(), more: 1 }, 'document'],
    ['more left out than half', aPolicyDocument({ holdoutPercent: 51 }), 'document.holdoutPercent'],
  ])('with %s is refused beside its field', async (_, document, field) => {
    const { call, draft } = await withManager();
    const { id } = await draft();
    const { status, body } = await call('PUT', `/${id}`, { document, revision: 0 });
    expect(status).toBe(400);
    expect(Object.keys(body.fields)).toEqual([field]);
  });

  test('is checked without being kept', async () => {
    const { call, stored } = await withManager();
    const document = aPolicyDocument({
      rules: [{ id: 'r', name: 'r', when: {}, give: { kind: 'voucher', approval: 'agent' } }],
    });
    expect((await call('POST', '/check', { document })).body.problems).toEqual([
      { path: 'rules.0.give.amount', code: 'amount-needed', isWarning: false, facts: {} },
    ]);
    expect(await stored()).toHaveLength(1);
  });
});

describe('switching on', () => {
  test('puts a draft in the place of the policy in force, and tells of it', async () => {
    const { t, call, draft, stored } = await withManager();
    const { id } = await draft();
    expect((await call('POST', `/${id}/activation`, { revision: 0 })).status).toBe(204);
    expect((await stored()).map(({ status }) => status)).toEqual(['retired', 'active']);
    const told = await t.deps.db.select().from(events);
    expect(told.map(({ kind, data }) => `${kind} ${String(data['what'])}`)).toEqual([
      'policy-activated shipped',
      'policy-changed drafted',
      'policy-activated activated',
    ]);
    expect(await call('PUT', `/${id}`, { document: aPolicyDocument(), revision: 0 })).toMatchObject({
      status: 409,
      body: { fields: { refusal: 'not-a-draft' } },
    });
  });

  test('is refused at another revision, with problems, and to an agent', async () => {
    const { call, draft, agent, stored } = await withManager();
    const { id } = await draft({ preset: 'key-customers' });
    expect((await call('POST', `/${id}/activation`, { revision: 1 })).status).toBe(409);
    expect(await call('POST', `/${id}/activation`, { revision: 0 })).toMatchObject({
      status: 400,
      body: { fields: { 'rules.0.give.details.leader': 'Say what exactly is given.' } },
    });
    expect((await call('POST', `/${id}/activation`, { revision: 0 }, agent)).status).toBe(403);
    expect((await stored()).map(({ status }) => status)).toEqual(['active', 'draft']);
  });

  test('of several drafts at once leaves one in force', async () => {
    const { call, draft, stored } = await withManager();
    const drafts = [await draft(), await draft(), await draft()];
    await Promise.all(drafts.map(({ id }) => call('POST', `/${id}/activation`, { revision: 0 })));
    expect((await stored()).filter(({ status }) => status === 'active')).toHaveLength(1);
  });

  test('decides from the next answer on, and every grant knows its policy and rule', async () => {
    const { t, call, draft, stored } = await withManager();
    const wave = await aWave(t.deps);
    const answer = async () => {
      const { id: customerId } = await aCustomer(t.deps);
      await anOrder(t.deps, { customerId });
      const { token } = await anInvitation(t.deps, wave, { customerId });
      await takeResponse(t.deps, token, { via: 'json', answers: late });
    };
    await answer();
    const { id } = await draft({ preset: 'points' });
    await call('POST', `/${id}/activation`, { revision: 0 });
    t.at('2026-10-14T07:00:01Z');
    await answer();
    await call('POST', `/${id}/retirement`);
    t.at('2026-10-14T07:00:02Z');
    await answer();
    const [shipped] = await stored();
    expect(await t.deps.db.select().from(grants).orderBy(grants.proposedAt)).toMatchObject([
      { policyId: shipped?.id, rule: 'order-share-20', kind: 'account-credit', programId: 'monthly' },
      {
        policyId: id,
        rule: 'points',
        kind: 'points',
        amountMinor: 500,
        currency: 'PTS',
        details: { validDays: 365, worthMinor: 500 },
      },
    ]);
    expect((await call('GET', '/budgets')).body).toEqual({
      month: '2026-10',
      currency: 'SAR',
      company: { usedMinor: 25_300, budgetMinor: null },
      programs: [{ programId: 'monthly', usedMinor: 25_300, budgetMinor: null }],
      others: [],
    });
  });
});

test('a draft is let go and the policy in force switched off, each once', async () => {
  const { call, draft, stored } = await withManager();
  const { id } = await draft();
  const [active] = await stored();
  for (const each of [id, active?.id]) {
    expect((await call('POST', `/${each}/retirement`)).status).toBe(204);
    expect(await call('POST', `/${each}/retirement`)).toMatchObject({
      status: 409,
      body: { fields: { refusal: 'retired-already' } },
    });
  }
});

test('the presets are named in the reader’s language, and agents read the versions', async () => {
  const { call, agent } = await withManager();
  const { body } = await call('GET', '/presets');
  expect(body.presets.map(({ code }: { code: string }) => code)).toEqual([
    'order-share',
    'small-customers',
    'debt-relief',
    'key-customers',
    'points',
  ]);
  expect((await call('GET', '', undefined, agent)).status).toBe(200);
  expect((await call('POST', '', { preset: 'points' }, agent)).status).toBe(403);
});

test('the API says what each route of it is for', async () => {
  const { t, agent } = await withManager();
  const response = await t.request('GET', '/api/openapi.json', { as: agent });
  const { paths } = (await response.json()) as {
    paths: Record<string, Record<string, { summary?: string }>>;
  };
  const routes = Object.entries(paths).filter(([path]) => path.startsWith('/policies'));
  const described = routes.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => [`${method} ${path}`, summary]),
  );
  expect(described).toHaveLength(10);
  expect(described.filter(([, summary]) => !summary)).toEqual([]);
});
