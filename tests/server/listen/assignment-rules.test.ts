import { describe, expect, test } from 'vitest';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const path = '/api/assignment';
const silver = { category: 'service', department: 'delivery', tier: 'silver', locale: 'ar', severity: 3 };

async function aDesk() {
  const test = await testApp();
  await aCompany(test.deps);
  const manager = await alan(test.deps);
  const agent = await grace(test.deps);
  const huda = await aColleague(test.deps, { name: 'Huda', languages: ['ar'] });
  const preview = async (rules: unknown[], customer: object = silver) =>
    (await test.request('POST', `${path}/preview`, { as: manager, body: { rules, customer } })).json();
  return { ...test, manager, agent, huda, preview };
}

describe('the rules of assignment', () => {
  test('are kept in their order', async () => {
    const t = await aDesk();
    const rules = [
      { test: { tiers: ['gold'] }, staffIds: [t.manager.id] },
      { test: { departments: ['delivery'], leastSeverity: 3 }, staffIds: [t.agent.id, t.huda.id] },
    ];
    expect((await t.request('PUT', path, { as: t.manager, body: { rules } })).status).toBe(200);
    expect(await (await t.request('GET', path, { as: t.manager })).json()).toMatchObject({ rules });
    await t.request('PUT', path, { as: t.manager, body: { rules: rules.toReversed() } });
    expect(await (await t.request('GET', path, { as: t.manager })).json()).toMatchObject({
      rules: rules.toReversed(),
    });
  });

  test('say before they are kept who would answer, and why', async () => {
    const t = await aDesk();
    expect(await t.preview([])).toEqual({
      owner: { id: t.huda.id, name: 'Huda' },
      rule: null,
      because: ['language'],
    });
    await aCase(t.deps, { ownerId: t.huda.id, severity: 4 });
    const both = { test: { tiers: ['silver'] }, staffIds: [t.manager.id, t.agent.id] };
    const gold = { test: { tiers: ['gold'] }, staffIds: [t.huda.id] };
    expect(await t.preview([gold, both])).toMatchObject({ rule: 1, because: ['rule'] });
    expect(await t.preview([], { ...silver, locale: 'en' })).toMatchObject({
      owner: { name: 'Grace Hopper' },
      because: ['least-load'],
    });
  });

  test.each([
    ['nobody', { test: {}, staffIds: [] }, 'rules.0.staffIds'],
    ['somebody who is not here', { test: {}, staffIds: ['gone'] }, 'rules.0.staffIds'],
    [
      'an unknown category',
      { test: { categories: ['weather'] }, staffIds: ['a'] },
      'rules.0.test.categories.0',
    ],
    ['a severity of 5', { test: { leastSeverity: 5 }, staffIds: ['a'] }, 'rules.0.test.leastSeverity'],
  ])('that name %s are refused at the place', async (_, rule, field) => {
    const t = await aDesk();
    const answer = await t.request('PUT', path, { as: t.manager, body: { rules: [rule] } });
    expect(answer.status).toBe(400);
    expect(Object.keys((await answer.json()).fields)).toEqual([field]);
  });

  test('are for managers', async () => {
    const t = await aDesk();
    expect((await t.request('GET', path, { as: t.agent })).status).toBe(403);
    expect((await t.request('PUT', path, { as: t.agent, body: { rules: [] } })).status).toBe(403);
  });
});
