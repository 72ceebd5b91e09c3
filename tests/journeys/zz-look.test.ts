import { expect, test } from 'vitest';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('survey-look', url);
await aCompany(deps);
await ensureShippedPrograms(deps);
const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'ar', colorScheme: 'dark' },
  { locale: 'en', colorScheme: 'dark', ...onPhone },
  { locale: 'ar', colorScheme: 'light', ...onPhone },
] as const;
test.each(looks)('look $locale $colorScheme', { timeout: 120000 }, async (look) => {
  const { id } = await aColleague(deps, { role: 'admin', locale: look.locale, name: 'Edsger Dijkstra' });
  const page = await visitor(look);
  const tag = `${look.locale}-${look.colorScheme}-${'viewport' in look ? 'phone' : 'desk'}`;
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt: new Date(Date.now() + 3600000), next: '/surveys' }));
  await page.getByRole('table').waitFor();
  await shoot(page, `${tag}-catalogue`);
  const found: string[] = [...(await barriersOn(page)), ...(await rawKeysOn(page))];
  await page.goto('/surveys/monthly');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(1500);
  await shoot(page, `${tag}-editor`);
  found.push(...(await barriersOn(page)), ...(await rawKeysOn(page)));
  await page.locator('[data-row="pages[0].elements[3]"]').click();
  await page.waitForTimeout(600);
  await shoot(page, `${tag}-question`);
  found.push(...(await barriersOn(page)), ...(await rawKeysOn(page)));
  if ('viewport' in look) {
    await page.evaluate(() => document.documentElement.scrollWidth).then((w) => expect(w).toBe(390));
    await page.locator('label:has-text("Preview"), label:has-text("المعاينة")').last().click();
    await page.waitForTimeout(1000);
    await shoot(page, `${tag}-preview`);
  }
  expect(found).toEqual([]);
});
