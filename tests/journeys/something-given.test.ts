import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/grants.json' with { type: 'json' };
import { grants } from '#db/schema/grants.ts';
import { vouchers } from '#db/schema/compensation.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { createKey } from '#server/auth/api-keys.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { anActivePolicy, anIssuedGrant } from '#tests/support/grants.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('something-given', url);

await aCompany(deps);
await anActivePolicy(deps);
const customer = await aCustomer(deps, {
  externalId: 'W-1',
  name: 'ليلى حدّاد',
  email: 'layla@example.com',
  locale: 'ar',
  tier: 'gold',
});
await anOrder(deps, { customerId: customer.id, externalId: 'A-4417' });
const grace = await aColleague(deps, { name: 'Grace Hopper' });
const alan = await aColleague(deps, { name: 'ألان تورنغ', role: 'manager', locale: 'ar' });
const complaint = { verbatim: 'تأخر الطلب أربعة أيام.', locale: 'ar' };
const recoveryCase = await aCase(deps, { customerId: customer.id, ownerId: grace.id }, complaint);
await anIssuedGrant(deps, { customerId: customer.id, kind: 'points', amountMinor: 250 });

const agent = await comesIn(grace, {});
const manager = await comesIn(alan, { locale: 'ar-SA' });

// One story told in order: each test goes on where the one before it ended.
describe('something given by hand', { timeout: 90_000 }, () => {
  test('is proposed by the agent in the case: a voucher, on the order that went wrong', async () => {
    await agent.goto(`/inbox/${recoveryCase.id}`);
    await agent.getByRole('complementary', { name: 'The customer' }).getByText('worth SAR 125.00').waitFor();
    await agent.getByRole('button', { name: 'Propose something else' }).click();
    const dialog = agent.getByRole('dialog');
    await dialog.getByLabel('What', { exact: true }).selectOption('voucher');
    await dialog.getByLabel('Amount in SAR').fill('2000');
    await dialog.getByLabel('May be used for (days)').fill('90');
    await dialog.getByLabel('Why').fill('Late for the second time');
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click();
    await dialog.getByText('This is more than the policy allows for the order.').waitFor();
    expect(forgiven()).toHaveLength(1);
    await shoot(agent, 'above-the-cap');
    await dialog.getByLabel('Amount in SAR').fill('500');
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click();
    const offer = agent.getByRole('region', { name: 'Compensation' });
    await offer.getByText('A manager approves this.').waitFor();
    expect(await offer.innerText()).toContain('500.00');
    expect(await offer.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await shoot(agent, 'proposed');
  });

  test('is approved by the manager, and the code goes to the customer in Arabic', async () => {
    await manager.goto(`/inbox/${recoveryCase.id}`);
    const offer = manager.getByRole('region', { name: 'التعويض' });
    await offer.getByText(arabic.kind.voucher).waitFor();
    await shoot(manager, 'to-approve');
    await manager.keyboard.press('o');
    await offer.getByText(arabic.offer.given).waitFor({ timeout: 20_000 });
    await shoot(manager, 'approved');
    await expect.poll(() => deps.db.$count(vouchers), { timeout: 20_000 }).toBe(1);
    await manager.goto('/outbox');
    await manager.getByRole('link', { name: 'ليلى حدّاد' }).first().click();
    const letter = manager.frameLocator('iframe').locator('html');
    expect(await letter.getAttribute('dir')).toBe('rtl');
    expect(await letter.innerText()).toContain(await code());
    await shoot(manager, 'mail-with-code');
  });

  test('is used in the company’s own system, once', async () => {
    const admin = await aColleague(deps, { role: 'admin', name: 'Edsger Dijkstra' });
    const { key } = await createKey(deps, { ...admin, role: 'admin' }, { name: 'Shop', role: 'agent' });
    const redeem = async (idempotencyKey: string) =>
      fetch(`${url}/api/vouchers/${await code()}/redemption`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${key}`,
          'idempotency-key': idempotencyKey,
        },
        body: JSON.stringify({ orderReference: 'A-5000' }),
      });
    expect(await (await redeem('k-1')).json()).toMatchObject({ amountMinor: 50_000, customerId: 'W-1' });
    expect((await redeem('k-1')).status).toBe(200);
    expect((await redeem('k-2')).status).toBe(409);
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('stands on the customer’s page, and her points become credit there', async () => {
    await agent.goto(`/customers/${customer.id}`);
    const given = agent.getByRole('list', { name: 'All that was given' });
    await given.getByText('used for').waitFor();
    await agent.getByText('250 points').first().waitFor();
    await shoot(agent, 'customer');
    await agent.getByRole('button', { name: 'Turn into credit' }).click();
    const dialog = agent.getByRole('dialog');
    await dialog.getByLabel('How many points').fill('150');
    await shoot(agent, 'exchange');
    await dialog.getByRole('button', { name: 'Turn into credit' }).click();
    await agent.getByText('150 points became').waitFor();
    await agent.getByText('100 points left').waitFor();
    expect(await barriersOn(agent)).toEqual([]);
  });

  test('looks right in Arabic, on a desk and on a phone', async () => {
    await manager.goto(`/customers/${customer.id}`);
    await manager.getByText(arabic.given.title).waitFor();
    await shoot(manager, 'customer-ar');
    expect(await rawKeysOn(manager)).toEqual([]);
    const phone = await comesIn(alan, { ...onPhone, locale: 'ar-SA' });
    await phone.goto(`/customers/${customer.id}`);
    await phone.getByText(arabic.given.title).waitFor();
    await shoot(phone, 'customer-ar-phone');
  });

  test('a letter of the owner is handed over by keyboard, with the proof', async () => {
    const letter = { kind: 'leader-letter', amountMinor: 0, details: { leader: 'صاحب الشركة' } } as const;
    const of = { customerId: customer.id, caseId: recoveryCase.id, role: 'compensation' } as const;
    await anIssuedGrant(deps, { ...of, ...letter });
    await anIssuedGrant(deps, { ...of, kind: 'extra-service', details: { what: 'Free filter' } });
    await manager.goto('/handovers');
    await manager.getByText('صاحب الشركة').waitFor();
    await shoot(manager, 'handovers-ar');
    await agent.goto('/handovers');
    await agent.getByText('things to hand over').waitFor();
    await shoot(agent, 'handovers');
    expect(await barriersOn(agent)).toEqual([]);
    await agent.keyboard.press('j');
    await agent.keyboard.press('d');
    await agent.getByLabel('How did the customer get it?').fill('Posted on Monday');
    await shoot(agent, 'receipt');
    await agent.getByRole('button', { name: 'It is handed over' }).click();
    await agent.getByText('One', { exact: true }).waitFor();
  });

  test('a manager takes back what was given by mistake, and says why', async () => {
    await manager.goto(`/customers/${customer.id}`);
    await manager.getByRole('button', { name: /سحب/ }).first().click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel(arabic.takeBack.reason).fill('أُعطي مرتين');
    await shoot(manager, 'take-back');
    await dialog.getByRole('button', { name: arabic.takeBack.save }).click();
    await dialog.waitFor({ state: 'hidden' });
    await manager.getByText('أُعطي مرتين').waitFor();
    const stored = await deps.db.select({ status: grants.status }).from(grants);
    expect(stored.filter(({ status }) => status === 'reversed')).toHaveLength(1);
  });

  test('where the own system is told is set by a manager, and its secret shown once', async () => {
    await manager.goto('/settings/handover');
    await manager.getByLabel(arabic.hook.url).fill('http://shop.example.com/');
    await manager.getByRole('button', { name: arabic.hook.save }).click();
    await manager.getByText(arabic.hook.problem.https).waitFor();
    expect(forgiven()).toHaveLength(1);
    await manager.getByLabel(arabic.hook.url).fill('https://shop.example.com/amends');
    await manager.getByRole('button', { name: arabic.hook.save }).click();
    await manager
      .getByRole('dialog')
      .getByText(/^whsec_/)
      .waitFor();
    await shoot(manager, 'secret');
    await manager.keyboard.press('Escape');
    await manager.getByText('shop.example.com').first().waitFor();
    await shoot(manager, 'hook');
    expect(await rawKeysOn(manager)).toEqual(['shop.example.com']);
  });
});

async function code(): Promise<string> {
  const [voucher] = await deps.db.select().from(vouchers);
  return voucher?.code ?? '';
}

async function comesIn({ id }: { id: string }, look: BrowserContextOptions): Promise<Page> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const page = await visitor(look);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/settings/account' }));
  await page.waitForURL('**/settings/account');
  return page;
}
