import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { askedCustomers, phone, score, thanked } from '#tests/support/asked-customer.ts';
import { barriersOn } from '#tests/support/page-findings.ts';
import { everyType } from '../surveys/every-type.ts';

const { invited, visitor, shoot, forgiven } = await askedCustomers('survey-for-everybody');

const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'ar', colorScheme: 'dark' },
  { locale: 'he', colorScheme: 'light' },
  { locale: 'ru', colorScheme: 'dark' },
  { locale: 'en', colorScheme: 'dark' },
  { locale: 'ar', colorScheme: 'light' },
] as const;

/** Answers of every kind of question that bring all of them before her. */
async function everyPage(page: Page, seen: (name: string) => Promise<void>): Promise<void> {
  const pick = (name: string, value: string) => page.locator(`[name="${name}"][value="${value}"]`).check();
  for (const [name, value] of [
    ['nps', '3'],
    ['sales', '4'],
    ['on-time', 'false'],
    ['why', 'other'],
    ['which', 'fees'],
  ] as const)
    await pick(name, value);
  await page.locator('.go').click();
  await seen('first-with-problems');
  await page.locator('[name="why-Comment"]').fill('Reason');
  await page.locator('.go').click();
  await page.locator('[name=city]').selectOption('y');
  await page.locator('[name=mail]').fill('nobody');
  await page.locator('.go').click();
  await seen('second-with-problems');
  await page.locator('[name=mail]').fill('ada@example.com');
  await page.locator('.go').click();
  await pick('work.service', '2');
  await pick('true-of-us.kind', 'no');
  await page.locator('.go').click();
  await seen('third-with-problems');
}

describe.each(looks)('in $locale, $colorScheme', { timeout: 120_000 }, (look) => {
  const { locale } = look;

  test('no kind of question is a barrier, nor what is wrong with its answer', async () => {
    const context = { ...phone, ...look } satisfies BrowserContextOptions;
    const { page } = await invited({ definition: everyType(), locale, context });
    const found: string[] = [];
    await everyPage(page, async (name) => {
      await shoot(page, `${locale}-${look.colorScheme}-${name}`);
      found.push(...(await barriersOn(page)).map((barrier) => `${name}: ${barrier}`));
    });
    expect(found).toEqual([]);
  });

  test('no page without questions is one either', async () => {
    const page = await visitor({ ...phone, ...look });
    const found: string[] = [];
    const answered = await invited({
      invitation: { status: 'completed' },
      context: { ...phone, ...look },
      locale,
    });
    const expired = await invited({
      invitation: { closesAt: new Date() },
      context: { ...phone, ...look },
      locale,
    });
    for (const path of [answered.path, expired.path, '/s/AAAAAAAAAAAAAAAAAAAAAA']) {
      await page.goto(`${path}?lang=${locale}`);
      found.push(...(await barriersOn(page)).map((barrier) => `${path}: ${barrier}`));
    }
    const { page: waiting } = await invited({ locale, context: { ...phone, ...look } });
    await waiting.context().setOffline(true);
    await waiting.getByRole('radio').first().check();
    await waiting.locator('.go').click();
    await waiting.locator('main[data-of=waiting]').waitFor();
    found.push(...(await barriersOn(waiting)));
    await waiting.context().setOffline(false);
    await waiting.locator('main[data-of=thanks]').waitFor();
    found.push(...(await barriersOn(waiting)));
    expect(found).toEqual([]);
    forgiven();
  });
});

describe('whatever she reads with', { timeout: 60_000 }, () => {
  test('each point of a scale says what it is', async () => {
    const { page } = await invited();
    const names = await page
      .getByRole('radio')
      .evaluateAll((radios) => radios.slice(0, 11).map((radio) => radio.getAttribute('aria-label')));
    expect(names[0]).toBe('0 out of 10, Not at all likely');
    expect(names[7]).toBe('7 out of 10');
    expect(names[10]).toBe('10 out of 10, Extremely likely');
  });

  test('the keyboard alone answers and sends', async () => {
    const { page, sent } = await invited();
    const { keyboard } = page;
    await page.locator('form').focus();
    await keyboard.press('Tab');
    await keyboard.press('Space');
    for (let presses = 0; presses < 6; presses++) await keyboard.press('ArrowRight');
    expect(await score(page, 6).isChecked()).toBe(true);
    for (let fields = 0; fields < 4; fields++) await keyboard.press('Tab');
    await keyboard.type('By the keys');
    await keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Send');
    await keyboard.press('Enter');
    await thanked(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await sent()).toMatchObject([{ nps: 6, verbatim: 'By the keys' }]);
  });

  test('nothing is cut off at 400 per cent', async () => {
    const context = { viewport: { width: 320, height: 256 }, locale: 'en-GB' };
    const { page } = await invited({ definition: everyType(), context });
    await everyPage(page, async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    });
  });

  test('a chosen answer is told from the others in the colours a person forces on the page', async () => {
    const { page } = await invited({
      context: { ...phone, forcedColors: 'active', reducedMotion: 'reduce' },
    });
    await score(page, 7).check();
    await page.getByRole('radio', { name: 'It came late' }).check();
    const backgrounds = await page
      .locator('.point input')
      .evaluateAll((points) => points.map((point) => getComputedStyle(point).backgroundColor));
    expect(new Set(backgrounds).size).toBe(2);
    expect(backgrounds[7]).not.toBe(backgrounds[6]);
    await shoot(page, 'forced-colors');
  });
});
