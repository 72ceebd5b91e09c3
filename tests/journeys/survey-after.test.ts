import { describe, expect, test } from 'vitest';
import { anotherTab, askedCustomers, isTakenOver, score, thanked } from '#tests/support/asked-customer.ts';

const { invited, shoot, forgiven } = await askedCustomers('survey-after');

describe('after answering', { timeout: 60_000 }, () => {
  test('an answer is changed in the same form, and thanked for again', async () => {
    const { page, stored } = await invited();
    await score(page, 9).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    await shoot(page, 'thank-you');
    await page.locator('.after a').tap();
    await isTakenOver(page);
    expect(await score(page, 9).isChecked()).toBe(true);
    await shoot(page, 'correcting');
    await score(page, 4).check();
    await page.waitForTimeout(1500);
    expect(await stored()).toMatchObject([{ nps: 9, version: 1 }]);
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.locator('main[data-of=thanks]').waitFor();
    expect(await stored()).toMatchObject([{ nps: 4, version: 2, status: 'complete' }]);
  });

  test('a change made without a line goes when it is back, even if the link was opened again first', async () => {
    const { page, path, stored } = await invited();
    await score(page, 9).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    await page.locator('.after a').tap();
    await isTakenOver(page);
    await page.context().setOffline(true);
    await score(page, 5).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.locator('main[data-of=waiting]').waitFor();
    await page.close();
    await page.context().setOffline(false);
    const again = await anotherTab(page, path);
    await again.locator('main[data-of=thanks]').waitFor();
    expect(await stored()).toMatchObject([{ nps: 5, version: 2 }]);
    expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([]);
    forgiven();
  });

  test('a call is asked for in the thank-you that came in the form’s place', async () => {
    const { page } = await invited();
    await score(page, 2).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    await page.locator('summary').tap();
    await page.getByRole('textbox').fill('+966 50 123 4567');
    await shoot(page, 'call');
    await page.locator('details button').tap();
    await page.getByText('+966 50 123 4567').waitFor();
    await shoot(page, 'call-asked-for');
  });
});
