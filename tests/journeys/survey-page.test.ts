import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  askedCustomers,
  isTakenOver,
  phone,
  score,
  thanked,
  withoutScript,
} from '#tests/support/asked-customer.ts';
import { onPhone } from '#tests/support/visitors.ts';

const { invited, shoot, forgiven } = await askedCustomers('survey-page');

describe('the monthly survey', { timeout: 60_000 }, () => {
  test('is answered on a phone, and the thank-you names who writes back and by when', async () => {
    const { page, sent } = await invited();
    await score(page, 3).check();
    await page.getByRole('radio', { name: 'It came late' }).check();
    await page.getByLabel('In your own words').fill('Four days late.');
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    const said = await page.getByRole('main').innerText();
    expect(said).toMatch(
      /\u2068Grace Hopper\u2069 will get back to you by \u2068\w+day, \w+ \d+ at \d\d:\d\d\u2069/,
    );
    expect(await sent()).toMatchObject([{ nps: 3, verbatim: 'Four days late.' }]);
    await shoot(page, 'thank-you');
  });

  test('is answered just as well without JavaScript', async () => {
    const { page, sent } = await invited({ context: withoutScript });
    await score(page, 9).check();
    await page.getByRole('radio', { name: 'Everything was fine' }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 9 }]);
  });

  test('is answered when the script is cut off on its way', async () => {
    const { page, sent } = await invited({
      before: (page) => page.route('**/respond/**', (route) => route.abort()),
    });
    await score(page, 8).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 8 }]);
    expect(forgiven().every((complaint) => complaint.includes('ERR_FAILED'))).toBe(true);
  });

  test('keeps what was chosen and typed before the script arrives, and moves nothing when it does', async () => {
    let arrive = () => {};
    const held = new Promise<void>((settle) => (arrive = settle));
    const { page, sent } = await invited({
      isLive: false,
      before: (page) => page.route('**/respond/**', (route) => held.then(() => route.continue())),
    });
    await score(page, 6).check();
    await page.getByRole('radio', { name: 'It came late' }).check();
    await page.getByLabel('In your own words').pressSequentially('The courier');
    const before = await places(page);
    arrive();
    await isTakenOver(page);
    expect(await places(page)).toEqual(before);
    expect(await score(page, 6).isChecked()).toBe(true);
    await page.keyboard.type(' was kind.');
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 6, verbatim: 'The courier was kind.' }]);
  });

  test('is stored once when Send is pressed twice', async () => {
    for (const context of [phone, withoutScript]) {
      const { page, stored } = await invited({ context });
      await score(page, 10).check();
      await page.getByRole('button', { name: 'Send' }).dblclick();
      await thanked(page);
      expect(await stored()).toHaveLength(1);
    }
  });

  test('says beside the question what is missing, goes there, and lets go of it with the answer', async () => {
    const { page, sent } = await invited();
    await page.getByRole('button', { name: 'Send' }).tap();
    const problem = page.getByRole('alert');
    expect(await problem.innerText()).toContain('This question needs an answer.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-recommend');
    expect(await page.locator('[data-q=recommend]').getAttribute('aria-describedby')).toBe(
      'q-recommend-problem',
    );
    await shoot(page, 'missing');
    await page.keyboard.press('Space');
    expect(await problem.count()).toBe(0);
    expect(await page.locator('[aria-describedby], .notice:visible').count()).toBe(0);
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Send' }).tap();
    await thanked(page);
    expect(await sent()).toHaveLength(1);
  });

  test('a score in the link is only chosen beforehand: opening it stores nothing', async () => {
    const { page, stored, told } = await invited({ query: '?q=recommend&a=7' });
    expect(await score(page, 7).isChecked()).toBe(true);
    await page.waitForTimeout(1500);
    expect(await stored()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test('lets her out by the link at its foot', async () => {
    const { page } = await invited();
    await page.getByRole('link', { name: 'Stop writing to me' }).tap();
    await page.waitForURL('**/u/*?lang=en');
  });

  test.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['ru', 'ltr'],
  ])('stands in %s from the right side, with room for a thumb at 320 pixels', async (locale, dir) => {
    const narrow = { ...onPhone, locale, viewport: { width: 320, height: 568 } };
    const { page } = await invited({ locale, context: narrow });
    expect(await page.locator('html').getAttribute('dir')).toBe(dir);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await smallTargets(page)).toEqual([]);
    const [lowest, highest] = await page.locator('.ends span').all();
    const points = await page.locator('.point').all();
    const ends = [await startOf(lowest, dir), await startOf(highest, dir)];
    expect(ends[0]).toBeLessThan(ends[1] ?? 0);
    expect(await startOf(points[0], dir)).toBeLessThan(await startOf(points[1], dir));
    const rows = await Promise.all(points.map(async (point) => (await point.boundingBox())?.y));
    expect(new Set(rows).size).toBe(2);
    await shoot(page, `320-${locale}`);
  });
});

/** Where everything stands on the page. */
const places = (page: Page) =>
  page.locator('main :not(.saved):visible').evaluateAll((parts) =>
    parts.map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [part.tagName, x, y, width, height].join(' ');
    }),
  );

/** Everything to press that is smaller than a thumb needs, by its text. */
const smallTargets = (page: Page) =>
  page.locator(':is(.point, .option, button, textarea, a):visible').evaluateAll((targets) =>
    targets
      .map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ box, text }) => `${text} ${box.width} × ${box.height}`),
  );

/** How far from the side where a line of this direction begins. */
async function startOf(part: ReturnType<Page['locator']> | undefined, dir: string): Promise<number> {
  const box = await part?.boundingBox();
  if (!box) throw new Error('It is not on the page');
  return dir === 'ltr' ? box.x : 320 - box.x - box.width;
}
