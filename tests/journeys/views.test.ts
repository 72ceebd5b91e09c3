import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Download, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { cellsIn, csvRows, partsOf, recordsOf } from '#tests/support/spreadsheets.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('views', url);
await aCompany(deps);
await halfAYear();

const desks = {
  en: {
    menu: 'Export, print, share',
    tiers: ['All tiers', 'gold'],
    answers: 'Answers',
    reasons: 'Reasons',
    excel: (what: string) => `${what}, Excel`,
    csv: (what: string) => `${what}, CSV`,
    column: {
      reason: 'Reason',
      detail: 'In detail',
      count: 'Count',
      from: 'From',
      stated: 'Stated reasons, codes',
      tier: 'Tier',
    },
    share: ['Share a link…', 'Share a link', 'Name', 'Make the link', 'Close'],
    links: ['Shared links…', 'Revoke'],
    gone: 'This link does not lead anywhere any more',
    only: 'Only: gold',
  },
  ar: {
    menu: 'تصدير وطباعة ومشاركة',
    tiers: ['كل الفئات', 'ذهبي'],
    answers: 'الإجابات',
    reasons: 'الأسباب',
    excel: (what: string) => `${what}، Excel`,
    csv: (what: string) => `${what}، CSV`,
    column: {
      reason: 'السبب',
      detail: 'التفصيل',
      count: 'العدد',
      from: 'من',
      stated: 'رموز الأسباب المذكورة',
      tier: 'الفئة',
    },
    share: ['مشاركة رابط…', 'مشاركة رابط', 'الاسم', 'إنشاء الرابط', 'إغلاق'],
    links: ['الروابط المشتركة…', 'إلغاء الرابط'],
    gone: 'هذا الرابط لم يعد يؤدي إلى شيء',
    only: 'فقط: ذهبي',
  },
} as const;

describe.each(['en', 'ar'] as const)('a manager who reads %s', { timeout: 180_000 }, (locale) => {
  const said = desks[locale];
  let page: Page;

  test('filters the reasons and takes them along, as they stand on the screen', async () => {
    page = await signedIn({ locale });
    await page.goto('/reasons');
    await page.locator('main a[href*="category="] b').first().waitFor();
    const ofAll = await barsOn(page);
    await page.getByRole('button', { name: said.tiers[0] }).click();
    await page.getByRole('menuitem', { name: said.tiers[1] }).click();
    await page.waitForURL('**/reasons?tier=gold');
    // The bars before stay until those of the tier are there.
    await expect.poll(() => barsOn(page)).not.toEqual(ofAll);
    const bars = await barsOn(page);
    expect(bars.length).toBeGreaterThan(3);
    await shoot(page, `${locale}-reasons`);
    const csv = recordsOf(csvRows(await taken(page, said.csv(said.reasons), said.menu)));
    const parts = partsOf(readFileSync(await path(page, said.excel(said.reasons), said.menu)));
    const sheet = recordsOf(cellsIn(parts.get('xl/worksheets/sheet1.xml') ?? ''));
    const { column } = said;
    const first = csv[0]?.[column.from];
    const whole = (rows: Record<string, unknown>[]) =>
      rows
        .filter((row) => row[column.from] === first && !row[column.detail])
        .map((row) => [row[column.reason], Number(row[column.count])])
        .filter(([, count]) => count !== 0);
    expect(whole(csv).toSorted()).toEqual(bars.toSorted());
    expect(whole(sheet).toSorted()).toEqual(bars.toSorted());
    expect(parts.get('xl/worksheets/sheet1.xml')?.includes('rightToLeft')).toBe(locale === 'ar');
  });

  test('takes the answers behind them, as many as each bar says', async () => {
    const bars = await barsOn(page);
    const rows = recordsOf(csvRows(await taken(page, said.csv(said.answers), said.menu)));
    const { column } = said;
    expect(new Set(rows.map((row) => row[column.tier]))).toEqual(new Set([said.tiers[1]]));
    const naming = (category: string) =>
      rows.filter((row) =>
        (row[column.stated] ?? '').split('; ').some((code) => code.split('/')[0] === category),
      ).length;
    const counts = ['price', 'service', 'competitor', 'product', 'circumstances', 'other']
      .map(naming)
      .filter((n) => n > 0);
    expect(counts.toSorted()).toEqual(bars.map(([, count]) => count).toSorted());
  });

  test('shares them with somebody without an account, who sees figures and nobody, until it is revoked', async () => {
    const [item, title, name, make, close] = said.share;
    await page.getByRole('button', { name: said.menu }).click();
    await shoot(page, `${locale}-menu`);
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByLabel(name).fill(`Board ${locale}`);
    await shoot(page, `${locale}-share`);
    await dialog.getByRole('button', { name: make }).click();
    const link = await dialog.locator('code').innerText();
    await shoot(page, `${locale}-shared`);
    await dialog.getByRole('button', { name: close, exact: true }).last().click();
    const guest = await visitor({ locale });
    await guest.goto(link);
    await guest.getByText(said.only).waitFor();
    await guest.locator('main li b').first().waitFor();
    expect(await barsOn(guest, 'li:has([class*=bar])')).toEqual(await barsOn(page));
    expect(await guest.locator('a').evaluateAll((ways) => ways.map((way) => way.outerHTML))).toEqual([]);
    expect(await guest.locator('body').innerText()).not.toMatch(
      /Ada Byron|Grace Hopper|Alan Turing|nobody called/,
    );
    expect([...(await barriersOn(guest)), ...(await rawKeysOn(guest))]).toEqual([]);
    await shoot(guest, `${locale}-guest`);
    await revoke(page, `Board ${locale}`);
    await guest.reload();
    await guest.getByRole('heading', { name: said.gone }).waitFor();
    await shoot(guest, `${locale}-gone`);
    expect(forgiven().filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);
  });

  test('prints them without what cannot be pressed on paper', async () => {
    for (const [name, address] of Object.entries({
      overview: '/',
      reasons: '/reasons?tier=gold&language=en',
    })) {
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('main li b').first().waitFor();
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
      expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      await page.pdf({
        path: join(projectRoot, `tests/screenshots/views/${locale}-${name}.pdf`),
        preferCSSPageSize: true,
        printBackground: true,
      });
      await page.emulateMedia({ media: 'screen' });
    }
  });

  async function revoke(on: Page, name: string) {
    await on.getByRole('button', { name: said.menu }).click();
    await on.getByRole('menuitem', { name: said.links[0], exact: true }).click();
    const row = on.getByRole('row', { name: new RegExp(name) });
    await row.waitFor();
    await shoot(on, `${locale}-links`);
    expect(await barriersOn(on)).toEqual([]);
    await row.getByRole('button', { name: said.links[1] }).click();
    await row.getByRole('button').waitFor({ state: 'detached' });
    await on.keyboard.press('Escape');
    await on.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test(
  'a view is saved, found by its name, renamed, deleted, and back again',
  { timeout: 120_000 },
  async () => {
    const page = await signedIn({ locale: 'en' });
    await page.goto('/reasons?tier=gold');
    await page.getByRole('button', { name: 'Export, print, share' }).click();
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Why gold is unhappy');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const saved = page.getByRole('navigation').getByRole('link', { name: 'Why gold is unhappy' });
    await saved.waitFor();
    await page.goto('/customers');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('gold is');
    await page.getByRole('option', { name: /Why gold is unhappy/ }).click();
    await page.waitForURL('**/reasons?tier=gold');
    await shoot(page, 'saved-view');
    expect([...(await barriersOn(page)), ...(await rawKeysOn(page))]).toEqual([]);
    await saved.hover();
    await page.getByRole('button', { name: 'Why gold is unhappy: rename or delete' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Gold');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('navigation').getByRole('link', { name: 'Gold', exact: true });
    await renamed.hover();
    await page.getByRole('button', { name: 'Gold: rename or delete' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await renamed.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await renamed.waitFor();
  },
);

test('all of it fits a phone, in Arabic', { timeout: 120_000 }, async () => {
  const page = await signedIn({ ...onPhone, locale: 'ar' });
  await page.goto('/reasons');
  await page.getByRole('button', { name: desks.ar.menu }).tap();
  await page.getByRole('menuitem', { name: desks.ar.share[0] }).waitFor();
  await shoot(page, 'phone-menu');
  await page.getByRole('menuitem', { name: desks.ar.share[0] }).tap();
  await page.getByRole('dialog').getByLabel(desks.ar.share[2]).fill('المجلس');
  await page.getByRole('button', { name: desks.ar.share[3] }).tap();
  const link = await page.getByRole('dialog').locator('code').innerText();
  await shoot(page, 'phone-shared');
  const guest = await visitor({ ...onPhone, locale: 'ar' });
  await guest.goto(link);
  await guest.locator('main li b').first().waitFor();
  await shoot(guest, 'phone-guest');
  expect(await guest.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

/** What the bars of the page say: the reason and how many named it. */
async function barsOn(
  page: Page,
  bar = 'li:has(> a[href*="category="] [class*=bar])',
): Promise<[string, number][]> {
  const rows = await page
    .locator('main section')
    .first()
    .locator(bar)
    .evaluateAll((items) =>
      items.map((item) => [
        item.querySelector('[class*=label]')?.textContent ?? '',
        item.querySelector('b')?.textContent ?? '',
      ]),
    );
  return rows.map(([label = '', count = '']) => [label, Number(count)]);
}

/** The text of a file that the menu gives. */
async function taken(page: Page, item: string, menu: string): Promise<string> {
  return readFileSync(await path(page, item, menu), 'utf8');
}

async function path(page: Page, item: string, menu: string): Promise<string> {
  await page.getByRole('button', { name: menu }).click();
  const [download]: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  return download.path();
}

async function signedIn(look: BrowserContextOptions & { locale: 'en' | 'ar' }): Promise<Page> {
  const { id } = await aColleague(deps, { role: 'manager', locale: look.locale, name: 'Alan Turing' });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const page = await visitor(look);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/settings/account' }));
  await page.waitForURL('**/settings/account');
  return page;
}

/** Six months of answers, with reasons, words and account managers, and some who left. */
async function halfAYear() {
  const named = [
    ['price/too-high'],
    ['service/late-delivery', 'price/price-rise'],
    ['competitor/better-offer'],
    ['product/quality'],
    ['service/slow-answer'],
    [],
    [],
  ];
  for (let i = 0; i < 150; i++) {
    const on = `2026-${String(6 + (i % 6)).padStart(2, '0')}-${String(1 + (i % 25)).padStart(2, '0')}`;
    const tier = (['gold', 'silver', 'copper'] as const)[i % 5 < 3 ? 0 : (i % 2) + 1] ?? 'gold';
    const reasons = named[(i * 5 + Math.floor(i / 7)) % named.length] ?? [];
    const nps = reasons.length > 0 ? (i * 3) % 8 : 9 + (i % 2);
    await anAnswer(deps, {
      on,
      tier,
      reasons,
      nps,
      csat: 1 + (nps % 5),
      words: `It came late and nobody called ${i}`,
      monthlyMinor: 30_000,
    });
    if (i % 8 === 0)
      await aDeparture(deps, {
        on,
        tier,
        reason: reasons[0] ?? 'other',
        text: 'nobody called',
        monthlyMinor: 45_000,
      });
  }
  await write(deps.db, (tx) => tx.run(deps.db.update(customers).set({ accountManager: 'Grace Hopper' })));
}
