import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { reasons } from '#db/schema/responses.ts';
import { competitors, readingProgress, readings, voiceTags } from '#db/schema/understand.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { review } from '#server/understand/reading/reviews.ts';
import { aVoice, changed } from '#tests/server/understand/voices/heard-words.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('voices', url);
await aCompany(deps);
await nothingIsReadByItself();

const said = [
  {
    words: 'The water came two days late again, and nobody called.',
    nps: 3,
    confidence: 0.41,
    inferred: { 'service/late-delivery': 'two days late again' },
    locale: 'en',
  },
  {
    words: 'أسعاركم مرتفعة جدًا مقارنة بشركة Aqua Co، فكّرنا في المغادرة.',
    nps: 4,
    confidence: 0.55,
    inferred: { price: 'أسعاركم مرتفعة جدًا' },
    locale: 'ar',
  },
  {
    words: 'השירות היה בסדר, אבל המחיר עלה שוב.',
    nps: 7,
    confidence: 0.62,
    inferred: { 'price/price-rise': 'המחיר עלה שוב' },
    locale: 'he',
  },
  {
    words: 'Ещё дороже стало, а вода невкусная.',
    nps: 6,
    confidence: 0.9,
    inferred: { product: 'вода невкусная' },
    locale: 'ru',
  },
] as const;

async function heardAll(prefix: string) {
  const ids: string[] = [];
  for (const [at, { words, nps, confidence, inferred, locale }] of said.entries()) {
    const { id } = await aVoice(deps, `${words} (${prefix})`, {
      nps,
      on: `2026-10-${20 - at}`,
      tier: 'gold',
      reasons: at === 1 ? ['price'] : [],
      reading: { confidence, inferred },
    });
    await changed(deps, id, { locale });
    ids.push(id);
  }
  return ids;
}

async function signedIn(look: BrowserContextOptions & { locale: 'en' | 'ar' }): Promise<Page> {
  const { id } = await aColleague(deps, { role: 'manager', name: 'Alan Turing', locale: look.locale });
  const page = await visitor(look);
  const expiresAt = new Date(Date.now() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/voices' }));
  await page.waitForURL('**/voices');
  return page;
}

/** What was read of the answers is said by the test. */
async function nothingIsReadByItself(): Promise<void> {
  const row = { factsRead: 1_000_000_000, updatedAt: deps.now() };
  await write(deps.db, (tx) =>
    tx.run(
      deps.db
        .insert(readingProgress)
        .values({ id: 1, ...row })
        .onConflictDoUpdate({ target: readingProgress.id, set: row }),
    ),
  );
}

const stateOf = async (id: string) =>
  (await deps.db.select().from(readings).where(eq(readings.responseId, id)))[0]?.state;

const confirmedOf = async (id: string) =>
  (await deps.db.select().from(reasons).where(eq(reasons.responseId, id)))
    .filter(({ status }) => status === 'confirmed')
    .map(({ category, detail }) => (detail ? `${category}/${detail}` : category));

const looks = [
  {
    locale: 'en',
    review: 'Look at them',
    undo: 'Undo the last one',
    search: 'Search their words',
    tag: 'Tag',
  },
  { locale: 'ar', review: 'إلى المراجعة', undo: 'تراجع عن الأخيرة', search: 'البحث في كلماتهم', tag: 'وسم' },
] as const;

await write(deps.db, (tx) =>
  tx.run(
    deps.db.insert(competitors).values({
      id: 'aqua',
      name: 'Aqua Co',
      aliases: [],
      createdAt: deps.now(),
      updatedAt: deps.now(),
    }),
  ),
);

describe.each(looks)('in $locale', { timeout: 120_000 }, ({ locale, ...texts }) => {
  test('a manager searches, reviews three by keyboard, undoes one and tags one', async () => {
    const [late, dear, rise, taste] = await heardAll(locale);
    const page = await signedIn({ locale });
    await page.getByText(`(${locale})`).first().waitFor();
    await shoot(page, `${locale}-voices`);

    await page.keyboard.press('/');
    await page.keyboard.type('اسعاركم مرتفع');
    await expect.poll(() => page.locator('article').count()).toBe(locale === 'en' ? 1 : 2);
    expect(new URL(page.url()).searchParams.get('q')).toBe('اسعاركم مرتفع');
    await page.getByLabel(texts.search, { exact: true }).fill(locale);
    await expect.poll(() => page.locator('article').count()).toBe(4);

    await page.getByRole('link', { name: texts.review }).click();
    await page.waitForURL('**/voices?*review=1');
    await expect.poll(() => page.locator('article[aria-current]').innerText()).toContain('two days late');
    await shoot(page, `${locale}-queue`);
    expect([...(await barriersOn(page)), ...(await rawKeysOn(page))]).toEqual([]);

    await page.keyboard.press('Enter');
    await expect.poll(() => stateOf(late ?? '')).toBe('reviewed');
    expect(await confirmedOf(late ?? '')).toEqual(['service/late-delivery']);
    await page.keyboard.press('3');
    await expect.poll(() => confirmedOf(dear ?? '')).toEqual(['competitor']);
    await page.keyboard.press('0');
    await expect.poll(() => stateOf(rise ?? '')).toBe('reviewed');
    expect(await confirmedOf(rise ?? '')).toEqual([]);
    await expect.poll(() => page.locator('article[aria-current]').innerText()).toContain('невкусная');

    await page.keyboard.press('u');
    await expect.poll(() => stateOf(rise ?? '')).not.toBe('reviewed');
    await expect.poll(() => page.locator('article[aria-current]').innerText()).toContain('המחיר עלה שוב');

    await page.keyboard.press('k');
    await page.keyboard.press('1');
    await expect.poll(() => confirmedOf(dear ?? '')).toEqual(['competitor', 'price']);
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'Aqua Co' }).click();
    await expect.poll(() => page.locator('article[aria-current]').innerText()).toContain('Aqua Co');
    await page.keyboard.press('t');
    await page.getByLabel(texts.tag, { exact: true }).and(page.locator('input')).fill('call back');
    await page.keyboard.press('Enter');
    await expect.poll(() => tagsOf(dear ?? '')).toEqual(['call back']);
    await shoot(page, `${locale}-reviewed`);
    expect([...(await barriersOn(page)), ...(await rawKeysOn(page))]).toEqual([]);
    expect(await stateOf(taste ?? '')).toBe('inferred');
  });
});

const tagsOf = async (id: string) =>
  (await deps.db.select().from(voiceTags).where(eq(voiceTags.responseId, id))).map(({ tag }) => tag);

test('who comes second sees what stands', { timeout: 60_000 }, async () => {
  const [late] = await heardAll('late');
  const grace = await aColleague(deps, { role: 'manager', name: 'Grace Hopper' });
  const page = await signedIn({ locale: 'en' });
  await page.goto('/voices?review=1&q=late');
  await page.getByText('two days late again, and nobody called. (late)').first().waitFor();
  const price = { category: 'price', detail: null, competitorId: null } as const;
  await review(deps, { responseId: late ?? '', revision: 0, reasons: [price], by: grace.id });
  await page.locator(`#voice-${late}`).click();
  await page.keyboard.press('2');
  await page.getByText(/Grace Hopper.* has looked at this meanwhile/).waitFor();
  expect(await confirmedOf(late ?? '')).toEqual(['price']);
  await shoot(page, 'conflict');
  expect(forgiven().every((complaint) => complaint.includes('409'))).toBe(true);
});

test('on a phone everything is under the thumb', { timeout: 60_000 }, async () => {
  for (const locale of ['en', 'ar'] as const) {
    const page = await signedIn({ ...onPhone, locale });
    await page.locator('article').first().waitFor();
    await shoot(page, `phone-${locale}-voices`);
    await page.goto('/voices?review=1');
    await page.locator('article[aria-current] fieldset').waitFor();
    await shoot(page, `phone-${locale}-queue`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const heights = await page
      .locator('article[aria-current] fieldset button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  }
});
