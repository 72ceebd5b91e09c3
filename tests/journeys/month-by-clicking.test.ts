import { eq } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { messages } from '#db/schema/email.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('month', url);

const people = [
  { name: 'Layla Haddad', email: 'layla@example.com', locale: 'ar', tier: 'gold' },
  { name: 'Ada Byron', email: 'ada@example.com', locale: 'en', tier: 'gold' },
  { name: 'Noa Regev', email: 'noa@example.com', locale: 'he', tier: 'silver' },
  { name: 'Charles Babbage', email: null, locale: 'en', tier: 'gold' },
  { name: 'Mary Somerville', email: 'mary@example.com', locale: 'en', tier: 'copper' },
] as const;
await aCompany(deps);
for (const person of people) {
  const { id } = await aCustomer(deps, person);
  const orderedOn = DateTime.now().setZone('Asia/Riyadh').minus({ months: 1 }).toISODate() ?? '';
  await anOrder(deps, { customerId: id, orderedOn });
}
const manager = await visitor();

// One story told in order: each test goes on where the one before it ended.
describe('a month run by clicking only', { timeout: 60_000 }, () => {
  test('a survey is built of ready questions', async () => {
    await signIn(manager);
    await manager.getByRole('link', { name: 'Surveys', exact: true }).click();
    await manager.getByRole('button', { name: 'New survey' }).click();
    const dialog = manager.getByRole('dialog', { name: 'New survey' });
    await dialog.getByLabel('Name at the desk').fill('Our month');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await manager.getByRole('heading', { level: 1, name: 'Our month' }).waitFor();
    await addQuestion('Would you recommend us (NPS)');
    await addQuestion('The price against what was expected');
    await addQuestion('The main reason');
    await shoot(manager, 'survey-built');
  });

  test('it is looked at in Arabic, from right to left, and published', async () => {
    await manager.getByText('العربية', { exact: true }).first().click();
    const shown = manager.frameLocator('iframe[aria-hidden="false"]');
    await shown
      .locator('html[dir=rtl]')
      .getByText(/\p{Script=Arabic}{3}/u)
      .first()
      .waitFor();
    await shoot(manager, 'survey-in-arabic');
    await manager.getByRole('button', { name: 'Publish', exact: true }).click();
    await manager.getByRole('button', { name: 'Publish now' }).click();
    await manager.getByText('Version 1 is published.').waitFor();
  });

  test('a program asks it of some, in words and with a live count', async () => {
    await manager.getByRole('link', { name: 'Programs', exact: true }).click();
    await manager.getByRole('button', { name: 'New program' }).click();
    const dialog = manager.getByRole('dialog', { name: 'A new program' });
    await dialog.getByRole('radio', { name: 'Every month' }).check();
    await choose(dialog.getByRole('combobox', { name: 'Survey' }), 'Our month');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Gold and silver month');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await manager.getByRole('heading', { name: 'Who is asked' }).waitFor();
    await manager.getByText('5 of 5').waitFor();
    await manager.getByRole('button', { name: 'Add a condition' }).click();
    await choose(manager.locator('input[aria-label="Field"]').last(), 'Tier');
    const tier = manager.locator('input[aria-label="Value for Tier"]');
    await choose(tier, 'gold');
    await manager.getByRole('option', { name: 'silver' }).click();
    await manager.keyboard.press('Escape');
    await manager.getByText('whose tier is gold or silver').waitFor();
    await manager.getByText('4 of 5').waitFor();
    await shoot(manager, 'program-edited');
    await manager.getByRole('button', { name: 'Save', exact: true }).click();
    await manager.getByRole('heading', { level: 1, name: 'Gold and silver month' }).waitFor();
    await shoot(manager, 'program');
  });

  test('its wave goes out at once to those who may be asked', async () => {
    await manager.getByRole('button', { name: 'Resume', exact: true }).click();
    await manager.getByRole('button', { name: 'Ask now' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Ask now' });
    await dialog.getByText('Has no e-mail address').waitFor();
    await dialog.getByRole('radio', { name: 'At once' }).check();
    await shoot(manager, 'ask-now');
    await dialog.getByRole('button', { name: 'Send the wave' }).click();
    await manager.waitForURL('**/programs/waves/*');
    await expect.poll(() => sent(), { timeout: 20_000 }).toHaveLength(3);
    await manager.getByText('0 of 3').first().waitFor();
    await shoot(manager, 'wave-sent');
  });

  test('an answer moves the funnel', async () => {
    const [ada] = (await sent()).filter(({ toEmail }) => toEmail === 'ada@example.com');
    const link = /http\S+\/s\/[\w-]+/.exec(ada?.text ?? '')?.[0] ?? '';
    const customer = await visitor();
    await customer.goto(link);
    await customer.locator('[name=recommend][value="9"]').check();
    await customer.locator('[name=price][value="same"]').check();
    await customer.getByRole('button', { name: 'Send' }).click();
    await customer.getByRole('heading', { name: 'Thank you' }).waitFor();
    await manager.reload();
    await manager.getByText('1 of 3').first().waitFor();
    await shoot(manager, 'wave-answered');
  });

  test('and the customer’s page tells who asked her', async () => {
    await manager.getByRole('link', { name: 'Ada Byron' }).click();
    await manager.getByRole('heading', { name: 'Asked or not, and why' }).waitFor();
    const asked = manager.getByRole('list', { name: 'So far' });
    await asked.getByRole('link', { name: 'Gold and silver month' }).waitFor();
    await shoot(manager, 'customer-asked');
  });
});

async function signIn(page: Page): Promise<void> {
  const { id } = await aColleague(deps, { role: 'manager', name: 'Alan Turing' });
  const expiresAt = new Date(Date.now() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/programs' }));
  await page.getByRole('button', { name: 'New program' }).waitFor();
}

async function addQuestion(name: string): Promise<void> {
  await manager.getByRole('button', { name: 'Add a question' }).click();
  await manager.getByRole('menuitem', { name }).click();
  await manager.getByRole('menu').waitFor({ state: 'hidden' });
}

/** Opens a choice and takes one of it. */
async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  await field
    .page()
    .getByRole('option', { name: option, exact: true })
    .filter({ visible: true })
    .first()
    .click();
}

const sent = () => deps.db.select().from(messages).where(eq(messages.kind, 'survey-invitation'));
