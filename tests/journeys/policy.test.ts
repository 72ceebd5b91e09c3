import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { grants } from '#db/schema/grants.ts';
import { compensationPolicies } from '#db/schema/policies.ts';
import { ensureShippedPolicy } from '#server/answer/policy/shipped-policy.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('policy', url);

await aCompany(deps);
await ensureShippedPolicy(deps);
const wave = await anOpenWave(deps, 'monthly');
const manager = await aColleague(deps, { name: 'Alan Turing', email: 'alan@water.example', role: 'manager' });
const agent = await aColleague(deps, { name: 'Grace Hopper', email: 'grace@water.example' });
const arabic = await aColleague(deps, {
  name: 'سارة علي',
  email: 'sara@water.example',
  role: 'manager',
  locale: 'ar',
});

/** A late delivery of an order of 1,240.00 SAR, told with 2 of 10. */
async function aBadAnswer(name: string) {
  const { id: customerId } = await aCustomer(deps, { name, tier: 'silver' });
  const { id: orderId } = await anOrder(deps, { customerId });
  const { token } = await anInvitation(deps, wave, { customerId, orderId });
  const answers = { recommend: 2, price: 'same', 'on-time': 'no', reason: 'late' };
  await takeResponse(deps, token, { via: 'json', answers });
  const proposed = await deps.db.select().from(grants);
  return proposed.find((grant) => grant.customerId === customerId);
}

test(
  'a manager drafts a policy, tries it on last year and switches it on',
  { timeout: 180_000 },
  async () => {
    expect(await aBadAnswer('Ada Byron')).toMatchObject({ amountMinor: 24_800, rule: 'order-share-20' });
    const desk = await signedIn(manager);
    await desk.goto('/settings/compensation');
    await desk.getByText('20 % of the order that went wrong as account credit').waitFor();
    await shoot(desk, 'in-force-en');
    await desk.getByRole('button', { name: 'New draft' }).click();
    await desk.getByRole('menuitem', { name: 'Key customers hear from the leader' }).click();
    await desk.getByRole('heading', { name: /Draft 2/ }).waitFor();
    await desk.getByText('Say what exactly is given.').waitFor({ state: 'hidden' });
    expect(await desk.getByRole('button', { name: 'Switch on…' }).isDisabled()).toBe(true);
    for (const leader of [/^A call of the leader/, /^A letter of the leader/]) {
      await desk.getByRole('button', { name: leader }).click();
      await desk.getByText('Say what exactly is given.').waitFor();
      await desk.getByLabel('Which leader').fill('Layla Haddad');
    }
    await desk.getByText('a handwritten letter from ⁨Layla Haddad⁩').waitFor();

    const share = desk.getByRole('button', { name: /^A fifth of the order/ });
    await share.click();
    await desk.getByLabel('Percent of the order').fill('30');
    await desk.getByLabel('At most', { exact: true }).fill('300');
    await desk.getByText('30 % of the order that went wrong, at most SAR 300 as account credit').waitFor();
    await desk.getByLabel('Add a condition').selectOption('scoreAtMost');
    await desk.getByLabel('Score at most', { exact: true }).fill('3');
    await desk.getByText('the score is 3 or less').waitFor();
    await share.focus();
    await desk.keyboard.press('Alt+ArrowUp');
    await desk.keyboard.press('Alt+ArrowUp');
    const rules = desk.getByRole('list', { name: 'Rules in their order' }).getByRole('listitem');
    expect(await rules.first().innerText()).toContain('A fifth of the order');
    await desk
      .getByText(/decides everything this rule is for|that rule decides/)
      .first()
      .waitFor();
    await desk.getByLabel('Budget of a month', { exact: true }).fill('900');
    await desk.getByRole('button', { name: 'What if?' }).click();
    await desk.getByText('It would have given').waitFor();
    await desk.getByRole('cell', { name: 'SAR 300.00 · n 1' }).first().waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    expect(await rawKeysOn(desk)).toEqual([]);
    await shoot(desk, 'editor-en');
    await desk.getByRole('button', { name: 'Save', exact: true }).click();
    await desk.getByText('Saved.').waitFor();
    await desk.getByRole('button', { name: 'Switch on…' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('No longer').waitFor();
    await dialog.getByText('It would have given').waitFor();
    await shoot(desk, 'switch-on-en');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await desk.getByText('Policy 2 is in force.').waitFor();
    expect(await aBadAnswer('Mary Shelley')).toMatchObject({ amountMinor: 30_000 });
  },
);

test('two managers who save one draft both keep what they want', { timeout: 120_000 }, async () => {
  const desk = await signedIn(manager);
  await desk.goto('/settings/compensation');
  await desk.getByRole('button', { name: 'New draft' }).click();
  await desk.getByRole('menuitem', { name: 'From the policy in force' }).click();
  await desk.getByRole('heading', { name: /Draft 3/ }).waitFor();
  const other = await signedIn(manager);
  await other.goto(new URL(desk.url()).pathname);
  await other.getByLabel('Days until a proposal ends').fill('20');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await other.getByText('Saved.').waitFor();
  await desk.getByLabel('Days until a proposal ends').fill('10');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await desk.getByText('Somebody else has saved this draft meanwhile.').waitFor();
  expect(forgiven()).toHaveLength(1);
  await desk.getByRole('button', { name: 'Keep mine' }).click();
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await desk.getByText('Saved.').waitFor();
  const drafts = await deps.db.select().from(compensationPolicies);
  expect(drafts.at(-1)?.document.guards.proposalDays).toBe(10);
});

test('in Arabic it reads as well, and an agent may read it', { timeout: 120_000 }, async () => {
  const desk = await signedIn(arabic);
  await desk.goto('/settings/compensation');
  await desk.getByText('سارية المفعول').waitFor();
  expect(await rawKeysOn(desk)).toEqual([]);
  await shoot(desk, 'in-force-ar');
  await desk.getByRole('button', { name: 'مسودة جديدة' }).click();
  await desk.getByRole('menuitem').nth(3).click();
  await desk.getByRole('heading', { name: /المسودة/ }).waitFor();
  await desk.getByRole('list', { name: 'القواعد بترتيبها' }).getByRole('button').first().click();
  await desk.getByRole('button', { name: 'ماذا لو؟' }).click();
  await desk.getByText('كانت ستعطي').waitFor();
  await shoot(desk, 'editor-ar');
  const phone = await signedIn(arabic, onPhone);
  await phone.goto(new URL(desk.url()).pathname);
  await phone.getByRole('list', { name: 'القواعد بترتيبها' }).getByRole('button').first().tap();
  await phone.getByRole('button', { name: 'ماذا لو؟' }).tap();
  await phone.getByText('كانت ستعطي').waitFor();
  expect(await barriersOn(phone)).toEqual([]);
  expect(await rawKeysOn(phone)).toEqual([]);
  await shoot(phone, 'editor-ar-phone');
  const reader = await signedIn(agent);
  await reader.goto('/settings/compensation');
  await reader.getByText('Managers may change the policy.').waitFor();
  expect(await reader.getByRole('button', { name: 'New draft' }).count()).toBe(0);
});

async function signedIn(person: { id: string }, context = {}): Promise<Page> {
  const page = await visitor(context);
  const expiresAt = new Date(deps.now().getTime() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/' }));
  await page.getByRole('button').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  return page;
}
