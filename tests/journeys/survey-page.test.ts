import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { responses } from '#db/schema/responses.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('survey-page', url);

await aCompany(deps, { timeZone: 'Asia/Riyadh' });
for (const locale of ['en', 'ar'] as const) await aColleague(deps, { locale, name: agentOf(locale) });
const waves = { monthly: await anOpenWave(deps, 'monthly'), exit: await anOpenWave(deps, 'exit') };

const phone = { ...onPhone, locale: 'en-GB' };
const withoutScript = { ...phone, javaScriptEnabled: false };

describe('the monthly survey', { timeout: 60_000 }, () => {
  test('is answered on a phone, and the thank-you names who writes back and by when', async () => {
    const { page, stored } = await invited();
    await score(page, 3).check();
    await page.getByRole('radio', { name: 'It came late' }).check();
    await page.getByLabel('In your own words').fill('Four days late.');
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const said = await page.getByRole('main').innerText();
    expect(said).toMatch(
      /\u2068Grace Hopper\u2069 will get back to you by \u2068\w+day, \w+ \d+ at \d\d:\d\d\u2069/,
    );
    expect(await stored()).toMatchObject([{ nps: 3, verbatim: 'Four days late.', status: 'complete' }]);
    await shoot(page, 'thank-you');
  });

  test('is answered just as well without JavaScript', async () => {
    const { page, stored } = await invited({ context: withoutScript });
    await score(page, 9).check();
    await page.getByRole('radio', { name: 'Everything was fine' }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await stored()).toMatchObject([{ nps: 9, status: 'complete' }]);
  });

  test('is answered when the script is cut off on its way', async () => {
    const { page, stored } = await invited({
      before: (page) => page.route('**/respond/**', (route) => route.abort()),
    });
    await score(page, 8).check();
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await stored()).toMatchObject([{ nps: 8 }]);
    expect(forgiven().every((complaint) => complaint.includes('ERR_FAILED'))).toBe(true);
  });

  test('keeps what was chosen and typed before the script arrives', async () => {
    let arrive = () => {};
    const held = new Promise<void>((settle) => (arrive = settle));
    const { page, stored } = await invited({
      isLive: false,
      before: (page) => page.route('**/respond/**', (route) => held.then(() => route.continue())),
    });
    await score(page, 6).check();
    await page.getByRole('radio', { name: 'It came late' }).check();
    await page.getByLabel('In your own words').pressSequentially('The courier');
    arrive();
    await isTakenOver(page);
    expect(await score(page, 6).isChecked()).toBe(true);
    await page.getByLabel('In your own words').pressSequentially(' was kind.');
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await stored()).toMatchObject([{ nps: 6, verbatim: 'The courier was kind.' }]);
  });

  test('is stored once when Send is pressed twice', async () => {
    for (const context of [phone, withoutScript]) {
      const { page, stored } = await invited({ context });
      await score(page, 10).check();
      await page.getByRole('button', { name: 'Send' }).dblclick();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(await stored()).toHaveLength(1);
    }
  });

  test('keeps the answers while there is no connection, and sends them after', async () => {
    const { page, stored } = await invited();
    await score(page, 5).check();
    await page.getByLabel('In your own words').fill('On the underground.');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByText('There is no connection right now.').waitFor();
    await shoot(page, 'offline');
    expect(await stored()).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('There is no connection right now.').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await stored()).toMatchObject([{ nps: 5, verbatim: 'On the underground.' }]);
  });

  test('a score in the link is only chosen beforehand: opening it stores nothing', async () => {
    const { page, stored, told } = await invited({ query: '?q=recommend&a=7' });
    expect(await score(page, 7).isChecked()).toBe(true);
    expect(await stored()).toEqual([]);
    expect(await told()).toEqual([]);
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
    await shoot(page, `320-${locale}`);
  });
});

describe('the exit interview', { timeout: 60_000 }, () => {
  test('goes page after page with a script, back included', async () => {
    const { page, stored } = await invited({ program: 'exit' });
    await page.getByRole('radio', { name: 'The service' }).check();
    await page.getByRole('button', { name: 'Next' }).tap();
    await page.getByRole('radio', { name: 'A promise was not kept' }).waitFor();
    await shoot(page, 'exit-second-page');
    await page.getByRole('button', { name: 'Back' }).tap();
    await page.getByRole('radio', { name: 'The price' }).check();
    await throughTheExit(page);
    expect(await stored()).toMatchObject([
      { answers: { reason: 'price', 'price-detail': 'price-rise' }, status: 'complete' },
    ]);
  });

  test('asks the same without one, one post after another', async () => {
    const { page, stored } = await invited({ program: 'exit', context: withoutScript });
    await page.getByRole('radio', { name: 'The price' }).check();
    await throughTheExit(page);
    expect(await stored()).toMatchObject([
      { answers: { reason: 'price', 'price-detail': 'price-rise' }, status: 'complete' },
    ]);
  });
});

async function throughTheExit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'It went up' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox').first().fill('Twice in a year.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

type Invited = {
  program?: 'monthly' | 'exit';
  locale?: string;
  context?: BrowserContextOptions;
  query?: string;
  /** Waits until the script has taken over, where there is one to wait for. */
  isLive?: boolean;
  before?: (page: Page) => Promise<unknown>;
};

/** A customer with an order who has opened her link, and what stands stored of her answer. */
async function invited({ program = 'monthly', locale = 'en', context = phone, ...how }: Invited = {}) {
  const customer = await aCustomer(deps, { locale });
  await anOrder(deps, { customerId: customer.id });
  const { token, row } = await anInvitation(deps, waves[program], { customerId: customer.id, locale });
  const page = await visitor(context);
  await how.before?.(page);
  await page.goto(`/s/${token}${how.query ?? ''}`, { waitUntil: 'commit' });
  await page.getByRole('button').first().waitFor();
  if (how.isLive !== false && !how.before && context.javaScriptEnabled !== false) await isTakenOver(page);
  const stored = () => deps.db.select().from(responses).where(eq(responses.invitationId, row.id));
  const told = () => deps.db.select().from(events).where(eq(events.customerId, customer.id));
  return { page, stored, told };
}

const score = (page: Page, points: number) =>
  page.getByRole('radio', { name: new RegExp(`^${points}\\s*,`) });

const isTakenOver = (page: Page) => page.locator('form[novalidate]').waitFor();

/** Everything to press that is smaller than a thumb needs, by its text. Links within a line of text may be small. */
const smallTargets = (page: Page) =>
  page.locator('.point, .option, button, textarea').evaluateAll((targets) =>
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

function agentOf(locale: 'en' | 'ar'): string {
  return { en: 'Grace Hopper', ar: 'هدى صالح' }[locale];
}
