import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { askedCustomers, isTakenOver, phone, thanked, withoutScript } from '#tests/support/asked-customer.ts';

const { invited, visitor, shoot } = await askedCustomers('survey-branches');
const aPriceRise = { reason: 'price', 'price-detail': 'price-rise' };

describe('the exit interview', { timeout: 60_000 }, () => {
  test('goes page after page with a script, back included, and forgets a branch that was left', async () => {
    const { page, sent } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The service' }).check();
    await next(page);
    await page.getByRole('radio', { name: 'A promise was not kept' }).check();
    await shoot(page, 'second-page');
    await page.getByRole('button', { name: 'Back' }).tap();
    await page.getByRole('radio', { name: 'The price' }).check();
    await throughTheRest(page);
    const [response] = await sent();
    expect(response?.answers).toMatchObject(aPriceRise);
    expect(response?.answers).not.toHaveProperty('service-detail');
  });

  test('asks the same without one, one post after another', async () => {
    const { page, sent } = await invited({ program: 'exit', context: withoutScript });
    await page.getByRole('radio', { name: 'The price' }).check();
    await throughTheRest(page);
    expect(await sent()).toMatchObject([{ answers: aPriceRise }]);
  });

  test('shows a question when an answer calls for it, and says how far she is', async () => {
    const { page } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The price' }).check();
    const progress = page.getByRole('progressbar');
    for (const label of ['Page 2 of 4', 'Page 3 of 4', 'Page 4 of 4']) {
      await next(page);
      expect(await progress.getAttribute('aria-label')).toBe(label);
    }
    expect(await page.getByRole('textbox').count()).toBe(1);
    await page.getByRole('radio').first().check();
    await page.getByRole('textbox').nth(1).fill('+966 50 000 0000');
    await page.getByRole('radio').nth(1).check();
    expect(await page.getByRole('textbox').count()).toBe(1);
  });

  test('the browser’s own Back and Forward turn its pages', async () => {
    const { page } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The price' }).check();
    await next(page);
    await page.getByRole('radio', { name: 'It went up' }).check();
    await next(page);
    await page.goBack();
    expect(await page.getByRole('radio', { name: 'It went up' }).isChecked()).toBe(true);
    await page.goBack();
    expect(await page.getByRole('radio', { name: 'The price' }).isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Back' }).count()).toBe(0);
    await page.goForward();
    await page.getByRole('radio', { name: 'It went up' }).waitFor();
  });

  test('is gone on with on another device, on the page where she stopped', async () => {
    const { page, path, stored, sent } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The price' }).check();
    await next(page);
    await page.getByRole('radio', { name: 'It went up' }).check();
    await expect.poll(async () => (await stored())[0]?.answers, { timeout: 10_000 }).toEqual(aPriceRise);
    expect(await stored()).toMatchObject([{ status: 'partial' }]);
    const laptop = await visitor({ locale: 'en-GB' });
    await laptop.goto(path);
    await isTakenOver(laptop);
    await laptop.getByRole('checkbox').first().check();
    await shoot(laptop, 'resumed');
    await laptop.getByRole('button', { name: 'Back' }).click();
    expect(await laptop.getByRole('radio', { name: 'It went up' }).isChecked()).toBe(true);
    await laptop.getByRole('button', { name: 'Back' }).click();
    expect(await laptop.getByRole('radio', { name: 'The price' }).isChecked()).toBe(true);
    for (let pages = 0; pages < 3; pages++) await laptop.getByRole('button', { name: 'Next' }).click();
    await laptop.getByRole('textbox').first().fill('Twice in a year.');
    await laptop.getByRole('button', { name: 'Send' }).click();
    await thanked(laptop);
    expect(await sent()).toMatchObject([{ answers: { ...aPriceRise, words: 'Twice in a year.' } }]);
  });

  test('stands where it stood when the page is loaded again', async () => {
    const { page, stored } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The price' }).check();
    await next(page);
    await page.getByRole('radio', { name: 'It went up' }).check();
    await expect.poll(async () => (await stored())[0]?.answers, { timeout: 10_000 }).toEqual(aPriceRise);
    await page.reload();
    await isTakenOver(page);
    expect(await page.getByRole('radio', { name: 'It went up' }).isChecked()).toBe(true);
    await page.goBack();
    await page.getByRole('radio', { name: 'The price' }).waitFor();
  });

  test.each(['ar', 'he', 'ru'])('turns its pages in %s', async (locale) => {
    const { page } = await invited({ program: 'exit', locale, context: { ...phone, locale } });
    await page.getByRole('radio').first().check();
    await page.locator('.go').tap();
    await page.locator('.back').waitFor();
    await shoot(page, `second-page-${locale}`);
  });
});

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).tap();

async function throughTheRest(page: Page): Promise<void> {
  await next(page);
  await page.getByRole('radio', { name: 'It went up' }).check();
  await next(page);
  await page.getByRole('checkbox').first().check();
  await next(page);
  await page.getByRole('textbox').first().fill('Twice in a year.');
  await page.getByRole('button', { name: 'Send' }).tap();
  await thanked(page);
}
