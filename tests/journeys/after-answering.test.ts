import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { callbackRequests, responses } from '#db/schema/responses.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { barriersOn } from '#tests/support/page-findings.ts';
import { score } from '#tests/support/asked-customer.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('after-answering', url);

await aCompany(deps, { timeZone: 'Asia/Riyadh' });
await aColleague(deps, { locale: 'en', name: 'Grace Hopper' });
const wave = await anOpenWave(deps, 'monthly');

const ways: [string, BrowserContextOptions][] = [
  ['with a script', {}],
  ['without one', { javaScriptEnabled: false }],
];

describe.each(ways)('who has answered, %s,', { timeout: 60_000 }, (name, context) => {
  test('asks to be called, and is told who calls and by when', async () => {
    const { page, customer } = await answered(context);
    const form = page.locator('details');
    expect(await page.getByLabel('Your phone number').isVisible()).toBe(false);
    await form.locator('summary').tap();
    await page.getByLabel('Your phone number').fill('+966 50 123 4567');
    await page.getByRole('radio', { name: 'In the evening' }).check();
    expect(await barriersOf(page, context)).toEqual([]);
    await shoot(page, `call-form-${name}`);
    await page.getByRole('button', { name: 'Please call me' }).tap();
    await page.getByText(/Grace Hopper. will call you by .\w+day, /u).waitFor();
    expect(await barriersOf(page, context)).toEqual([]);
    const [asked] = await deps.db
      .select()
      .from(callbackRequests)
      .where(eq(callbackRequests.customerId, customer.id));
    expect(asked).toMatchObject({ phone: '+966 50 123 4567', wishedTime: 'evening' });
    await page.reload();
    await page.getByRole('heading').waitFor();
  });

  test('changes her answer', async () => {
    const { page, customer } = await answered(context);
    await page.getByRole('link', { name: 'Change my answer' }).tap();
    const nine = score(page, 9);
    expect(await nine.isChecked()).toBe(true);
    await score(page, 2).check();
    await shoot(page, `correction-${name}`);
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByText(/Grace Hopper. will get back to you by /u).waitFor();
    const [kept] = await deps.db.select().from(responses).where(eq(responses.customerId, customer.id));
    expect(kept).toMatchObject({ version: 2, nps: 2 });
  });
});

/** What axe finds; it is a script itself. */
async function barriersOf(
  page: Page,
  { javaScriptEnabled = true }: BrowserContextOptions,
): Promise<string[]> {
  return javaScriptEnabled ? barriersOn(page) : [];
}

/** Her thank-you, after a good answer. */
async function answered(context: BrowserContextOptions): Promise<{ page: Page; customer: { id: string } }> {
  const customer = await aCustomer(deps);
  const { token } = await anInvitation(deps, wave, { customerId: customer.id, locale: 'en' });
  const page = await visitor({ ...onPhone, locale: 'en-GB', ...context });
  await page.goto(`/s/${token}`);
  await score(page, 9).check();
  await page.getByRole('button', { name: 'Send' }).tap();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  return { page, customer };
}
