import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { invitations, programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { createKey } from '#server/auth/api-keys.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { dayIn } from '#server/company/calendar-day.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('calls', url);

await aCompany(deps);
await write(deps.db, (tx) => {
  tx.run(deps.db.update(company).set({ quietFrom: '00:00', quietUntil: '00:00' }));
  // The month of waiting is the scheduler's test; here the call is due at once.
  tx.run(
    deps.db
      .update(programs)
      .set({
        pausedAt: null,
        sendFrom: '00:00',
        sendUntil: '24:00',
        trigger: { on: 'departure', after: { minutes: 0 } },
      })
      .where(eq(programs.id, 'exit-call')),
  );
  tx.run(deps.db.update(programs).set({ pausedAt: deps.now() }).where(eq(programs.id, 'exit')));
});
await aCustomer(deps, {
  externalId: 'C-1',
  name: 'ليلى حدّاد',
  locale: 'ar',
  tier: 'gold',
  monthlyRevenueMinor: 310_000,
  accountManager: 'Rami Aziz',
  attributes: { Mobile: '+966 50 123 4567' },
});
await aCustomer(deps, { externalId: 'C-2', name: 'Ada Byron', accountManager: 'Huda Saleh' });

describe('customers who left', { timeout: 90_000 }, () => {
  test('are told by another system, stand on the list of calls, and are interviewed by whoever reached them', async () => {
    const admin = await aColleague(deps, { role: 'admin', name: 'Edsger Dijkstra' });
    const { key } = await createKey(deps, { ...admin, role: 'admin' }, { name: 'Billing', role: 'agent' });
    const departedOn = dayIn('Asia/Riyadh', new Date());
    const response = await fetch(`${url}/api/departures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        departures: ['C-1', 'C-2'].map((customerId) => ({ customerId, departedOn, reason: 'price-rise' })),
      }),
    });
    expect(await response.json()).toEqual({ created: 2, changed: 0, unchanged: 0 });
    await expect.poll(() => deps.db.$count(invitations), { timeout: 20_000 }).toBe(2);

    const huda = await comesIn({ locale: 'ar-SA' }, { name: 'Huda Saleh', locale: 'ar' });
    await huda.goto('/calls');
    await huda.getByRole('heading', { name: 'ليلى حدّاد' }).waitFor();
    await huda.getByText('كان في عهدتك').waitFor();
    expect(await huda.getByRole('button', { name: 'تم الرد' }).count()).toBe(1);
    await shoot(huda, 'list-arabic');
    const interview = huda.context().waitForEvent('page');
    await huda.getByRole('button', { name: 'تم الرد' }).click();
    const page = await interview;
    await page.waitForURL('**/s/*');
    await page.getByRole('radio').first().check();
    await expect.poll(async () => (await callOf('C-1'))?.reachedQuestion, { timeout: 15_000 }).not.toBeNull();
    await shoot(page, 'interview');
    expect(await callOf('C-1')).toMatchObject({ status: 'started', openedAt: expect.any(Date) });
    await huda.getByRole('button', { name: 'فتح المقابلة' }).waitFor();
    expect(await deps.db.$count(contacts)).toBe(1);
    expect(await deps.db.$count(responses)).toBe(0);
  });

  test('are called again tomorrow when nobody answers, on a phone too', async () => {
    const grace = await comesIn({ ...onPhone, locale: 'en-GB' }, { name: 'Grace Hopper', locale: 'en' });
    await grace.goto('/calls');
    await grace.getByRole('heading', { name: 'Ada Byron' }).waitFor();
    await shoot(grace, 'list-phone');
    expect(await grace.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await grace.getByRole('button', { name: 'No answer' }).tap();
    await grace.getByText("on tomorrow's list").waitFor();
    await grace.getByText('Called once, no answer').waitFor();
    await shoot(grace, 'again-tomorrow');
  });
});

async function callOf(externalId: string) {
  const [found] = await deps.db
    .select({ call: invitations })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .where(eq(customers.externalId, externalId));
  return found?.call;
}

async function comesIn(
  look: BrowserContextOptions,
  person: { name: string; locale: 'en' | 'ar' },
): Promise<Page> {
  const { id } = await aColleague(deps, person);
  const expiresAt = new Date(Date.now() + 3_600_000);
  const page = await visitor(look);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/settings/account' }));
  await page.waitForURL('**/settings/account');
  return page;
}
