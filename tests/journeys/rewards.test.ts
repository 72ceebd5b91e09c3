import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { departures } from '#db/schema/departures.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { theProgram } from '#server/ask/programs.ts';
import { insertWave } from '#server/ask/waves.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { drawLottery } from '#server/listen/lotteries.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aCompany, aCustomer, alan } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { barriersOn } from '#tests/support/page-findings.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('rewards', url);

await aCompany(deps);
await anActivePolicy(deps, { points: { hundredWorthMinor: 1000, leastToRedeem: 100 }, holdoutPercent: 50 });
const manager = await alan(deps);
await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ pausedAt: null })));
const desk = await visitor();

async function asManager(next: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  await desk.goto(await createSignInLink(deps, { staffId: manager.id, expiresAt, next }));
}

async function opened(run: number) {
  const program = await theProgram(deps, 'monthly');
  const id = await insertWave(deps, program, { actorId: null, run, timing: 'at-once' });
  const [wave] = await deps.db.select().from(waves).where(eq(waves.id, id));
  if (!wave) throw new Error('No wave');
  return wave;
}

/** Answers on a telephone without a script, page by page, until she is thanked. */
async function answered(wave: Awaited<ReturnType<typeof opened>>, locale: string): Promise<Page> {
  const { id: customerId } = await aCustomer(deps, { locale });
  const { token } = await anInvitation(deps, wave, { customerId, locale });
  const page = await visitor({ ...onPhone, locale, javaScriptEnabled: false });
  await page.goto(`/s/${token}`);
  if (locale === 'ar') await shoot(page, 'asked');
  await page.locator('input[type=radio][value="10"]').first().check({ force: true });
  for (let step = 0; step < 8 && (await page.locator('main[data-of="thanks"]').count()) === 0; step++) {
    const unanswered = page.locator('fieldset:not(:has(:checked)):visible');
    while ((await unanswered.count()) > 0)
      await unanswered.first().locator('input').first().check({ force: true });
    await page.locator('button.go').click();
    await page.waitForLoadState();
  }
  return page;
}

// One story told in order: each test goes on where the one before it ended.
describe('what everybody who answers is given', { timeout: 120_000 }, () => {
  test('is chosen by the manager', async () => {
    await asManager('/programs/monthly/edit');
    await desk.getByText('Points', { exact: true }).click();
    await desk.getByLabel('Points for everyone who answers').fill('80');
    await desk.waitForLoadState('networkidle');
    await desk.waitForTimeout(500);
    expect(await barriersOn(desk)).toEqual([]);
    await shoot(desk, 'editor-points');
    await desk.getByRole('button', { name: 'Save', exact: false }).first().click();
    await desk.getByText('Everyone who answers is given 80 points.').waitFor();
  });

  test('is told in Arabic on a phone: the points, what they are worth, the balance', async () => {
    const page = await answered(await opened(11), 'ar');
    await page.getByText('80 نقطة').first().waitFor();
    await page.getByText('رصيدك الآن').waitFor();
    await shoot(page, 'points');
  });

  test('may be a draw, promised before and checked after', async () => {
    await asManager('/programs/monthly/edit');
    await desk.getByText('A draw', { exact: true }).click();
    await desk.getByLabel('How many prizes').fill('2');
    await shoot(desk, 'editor-draw');
    await desk.getByRole('button', { name: 'Save', exact: false }).first().click();
    await desk.getByText('Prizes of SAR').waitFor();
    const wave = await opened(12);
    const first = await answered(wave, 'ar');
    await first.getByText('الرقم').waitFor();
    await shoot(first, 'ticket');
    for (let n = 0; n < 6; n++) await answered(wave, 'en');
    const anybody = await visitor({ ...onPhone, locale: 'ar', javaScriptEnabled: false });
    await anybody.goto(`/lottery/${wave.id}?lang=ar`);
    await shoot(anybody, 'before-the-draw');
    await write(deps.db, (tx) =>
      tx.run(
        deps.db
          .update(waves)
          .set({ closesAt: new Date(Date.now() - 1000) })
          .where(eq(waves.id, wave.id)),
      ),
    );
    await closeWaves(deps);
    await drawLottery(deps, wave.id);
    await anybody.reload();
    await anybody.getByText('التذاكر الفائزة').first().waitFor();
    await shoot(anybody, 'after-the-draw-arabic');
    await desk.goto(`/lottery/${wave.id}?lang=en`);
    await desk.getByText('Winning tickets').waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    expect(await desk.locator('.winning li').count()).toBe(2);
    await shoot(desk, 'after-the-draw');
    await first.reload();
    await shoot(first, 'ticket-after');
  });

  test('and whether compensation works is told where some got the call alone', async () => {
    for (let n = 0; n < 60; n++) await aTriedCustomer(n);
    await asManager('/compensation');
    await desk.getByText('With and without money').first().waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    await shoot(desk, 'trial');
    await desk.request.patch('/api/me', { data: { locale: 'ar' }, headers: { origin: url } });
    await desk.goto('/compensation');
    await desk.getByText('مع المال ومن دونه').first().waitFor();
    await shoot(desk, 'trial-arabic');
  });
});

/** Every other one was offered money; of those who got the call alone half have left. */
async function aTriedCustomer(n: number): Promise<void> {
  const { id: customerId } = await aCustomer(deps);
  const openedAt = new Date(Date.now() - 120 * 86_400_000);
  const arm = n % 2 === 0 ? 'offer' : 'call-only';
  const row = await aCase(deps, { customerId, arm, openedAt });
  if (arm === 'offer') await aProposal(deps, row, { status: 'issued' });
  if (arm === 'offer' ? n % 10 !== 0 : n % 4 === 1) return;
  await write(deps.db, (tx) =>
    tx.run(
      deps.db.insert(departures).values({
        id: newId(deps),
        customerId,
        departedOn: new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10),
        month: '2026-09',
        reasonText: '',
        category: 'service',
        monthlyRevenueMinor: 0,
        totalRevenueMinor: 0,
        currency: 'SAR',
        createdAt: deps.now(),
        updatedAt: deps.now(),
      }),
    ),
  );
}
