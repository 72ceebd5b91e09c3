import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { tokenFor } from '#server/ask/invitation.ts';
import { runWave } from '#server/ask/waves.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { alan, aColleague, aCompany } from '#tests/support/cast.ts';
import { barriersOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('thank-you-codes', url);

const programId = 'staff-reasons';
await aCompany(deps);
const manager = await alan(deps);
for (let n = 0; n < 8; n++) await aColleague(deps);
await write(deps.db, (tx) =>
  tx.run(
    deps.db.update(programs).set({ pausedAt: null, rewardMinor: 5000 }).where(eq(programs.id, programId)),
  ),
);

const desk = await visitor();
const codes = Array.from({ length: 8 }, (_, n) => `CAFE-${n + 1}00${n}`);

// One story told in order: each test goes on where the one before it ended.
describe('a code for whoever answers without a name', { timeout: 90_000 }, () => {
  test('is put in by the manager, who is told which line is wrong', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const next = `/programs/${programId}`;
    await desk.goto(await createSignInLink(deps, { staffId: manager.id, expiresAt, next }));
    await desk.getByRole('button', { name: 'Add codes' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Your codes, one a line').fill([...codes, 'ABC', codes[0]].join('\n'));
    await dialog.getByRole('button', { name: 'Add codes' }).click();
    await dialog.getByText('Line 9').waitFor();
    await dialog.getByText('The same code as in line 1.').waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    await shoot(desk, 'wrong-lines');
    expect(forgiven().every((complaint) => complaint.includes('status of 400'))).toBe(true);
    await dialog.getByLabel('Your codes, one a line').fill(codes.join('\n'));
    await dialog.getByRole('button', { name: 'Add codes' }).click();
    await desk.getByText('8 codes added.').waitFor();
    await desk.reload();
    await desk.getByRole('link', { name: 'Download those left' }).waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    await shoot(desk, 'pool');
  });

  test('is shown to a colleague, script or not, and a second visit gets no other', async () => {
    const { waveId } = await runWave(deps, null, programId);
    const [wave] = await deps.db.select().from(waves).where(eq(waves.id, waveId));
    const link = `/s/${tokenFor(deps.secret, wave?.tokenNonce ?? '')}`;
    const given: string[] = [];
    for (const javaScriptEnabled of [false, true]) {
      const colleague = await visitor({ ...onPhone, locale: 'ar', javaScriptEnabled });
      await colleague.goto(link);
      given.push(await answered(colleague));
      if (javaScriptEnabled) expect(await barriersOn(colleague)).toEqual([]);
      await colleague.getByText('قيمته').waitFor();
      await shoot(colleague, javaScriptEnabled ? 'thanked' : 'thanked-without-script');
      await colleague.goto(link);
      await colleague.getByRole('heading').first().waitFor();
      expect(await colleague.locator('.code').count()).toBe(0);
    }
    expect(codes).toEqual(expect.arrayContaining(given));
    expect(new Set(given).size).toBe(2);
  });

  test('is counted, and the lists stay closed while the wave is open', async () => {
    await desk.reload();
    await desk.getByText('of 8').waitFor();
    await desk.getByText('The lists open when the wave has closed.').waitFor();
    expect(await desk.getByRole('link', { name: 'Download those left' }).count()).toBe(0);
    await shoot(desk, 'drawn');
  });
});

/** Takes the first choice of whatever is asked until a code is shown. */
async function answered(page: Page): Promise<string> {
  for (let step = 0; step < 10; step++) {
    const next = page.locator('.code bdi').or(page.locator('button.go'));
    await next.first().waitFor();
    if ((await page.locator('.code').count()) > 0) break;
    for (const question of await page.locator('fieldset:not(:has(:checked)):visible').all())
      await question.locator('input').first().check({ force: true });
    await page.locator('button.go').click();
    await page.waitForTimeout(500);
  }
  return (await page.locator('.code bdi').textContent()) ?? '';
}
