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
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('calls', url);

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
await aCustomer(deps, { externalId: 'C-3', name: 'Bea Marlow', accountManager: 'Huda Saleh' });

const said = {
  reason: 'service',
  'reason-Comment': 'لم يتصل بي أحد.',
  'service-detail': 'slow-answer',
  stay: ['answers'],
  words: 'كنت أحب خدمتكم.',
  'may-call': 'no',
};

describe('customers who left', { timeout: 90_000 }, () => {
  test('are told by another system, and stand on the list of calls with who is offered to make each', async () => {
    const admin = await aColleague(deps, { role: 'admin', name: 'Edsger Dijkstra' });
    const { key } = await createKey(deps, { ...admin, role: 'admin' }, { name: 'Billing', role: 'agent' });
    const departedOn = dayIn('Asia/Riyadh', new Date());
    const response = await fetch(`${url}/api/departures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        departures: ['C-1', 'C-2', 'C-3'].map((customerId) => ({
          customerId,
          departedOn,
          reason: 'price-rise',
        })),
      }),
    });
    expect(await response.json()).toEqual({ created: 3, changed: 0, unchanged: 0 });
    await expect.poll(() => deps.db.$count(invitations), { timeout: 20_000 }).toBe(3);

    const grace = await comesIn({}, { name: 'Grace Hopper', locale: 'en' });
    await grace.goto('/calls');
    await grace.getByRole('heading', { name: 'ليلى حدّاد' }).waitFor();
    expect(await grace.getByText('Rami Aziz is the account manager').count()).toBe(0);
    await grace
      .getByText('who speaks العربية and never served this customer')
      .or(grace.getByText('Offered to you'))
      .first()
      .waitFor();
    await shoot(grace, 'list');

    const huda = await comesIn({ locale: 'ar-SA' }, { name: 'Huda Saleh', locale: 'ar' });
    await huda.goto('/calls');
    await cardOf(huda, 'Ada Byron').getByText('كان في عهدتك').waitFor();
    expect(await cardOf(huda, 'Ada Byron').getByRole('link', { name: 'اتصال', exact: true }).count()).toBe(0);
    expect(await cardOf(huda, 'ليلى حدّاد').getByRole('link', { name: 'اتصال', exact: true }).count()).toBe(1);
    await shoot(huda, 'list-arabic');
  });

  test('speak with a colleague who never served them, who writes down all of it by the keyboard alone', async () => {
    const grace = await comesIn({}, { name: 'Grace Hopper', locale: 'en' });
    const { keyboard } = grace;
    await grace.goto(`/calls/${(await callOf('C-1'))?.id}/interview`);
    await grace.getByText('السلام عليكم، معكم').waitFor();
    expect(await grace.locator('[lang=ar][dir=rtl]').count()).toBeGreaterThan(0);
    await shoot(grace, 'before');
    await tabTo(grace, 'On the line: begin');
    await keyboard.press('Enter');
    await grace.getByRole('group', { name: /ما السبب الرئيسي/ }).waitFor();
    await keyboard.press('2');
    await grace.getByRole('group', { name: /ما الذي لم يكن على ما يرام في الخدمة/ }).waitFor();
    await keyboard.press('w');
    await keyboard.type('لم يتصل بي أحد.');
    await keyboard.press('Control+Enter');
    await keyboard.press('5');
    await keyboard.press('Enter');
    await keyboard.press('6');
    await keyboard.press('Enter');
    await keyboard.type('كنت أحب خدمتكم.');
    await keyboard.press('Control+Enter');
    await keyboard.press('2');
    await expect.poll(async () => (await keptOf('C-1'))?.answers, { timeout: 15_000 }).toEqual(said);
    expect(await keptOf('C-1')).toMatchObject({ status: 'partial' });
    await shoot(grace, 'interview');
    expect([...(await barriersOn(grace)), ...(await rawKeysOn(grace))]).toEqual([]);
    await grace.reload();
    await grace.getByRole('radio', { name: 'الخدمة', exact: true }).waitFor();
    expect(await grace.getByRole('radio', { name: 'الخدمة', exact: true }).isChecked()).toBe(true);
    for (let presses = 0; presses < 5; presses++) await keyboard.press('Control+Enter');
    await keyboard.press('Enter');
    await grace.getByRole('heading', { name: 'The interview is kept' }).waitFor();
    await grace.getByText('شكرًا لكم').waitFor();
    await shoot(grace, 'taken');
    expect(await keptOf('C-1')).toMatchObject({
      status: 'complete',
      answers: said,
      verbatim: 'لم يتصل بي أحد.\n\nكنت أحب خدمتكم.',
      interviewedBy: expect.any(String),
    });
    expect(await deps.db.$count(responses)).toBe(1);
    expect(await deps.db.$count(contacts)).toBe(1);
    await grace.goto(`/customers/${(await callOf('C-1'))?.customerId}`);
    await grace.getByText('by telephone, asked by').waitFor();
    await grace.getByText('لم يتصل بي أحد.').waitFor();
    await shoot(grace, 'customer');
  });

  test('are asked in their language, whatever the desk of the interviewer speaks, on a phone and without a line', async () => {
    const noura = await comesIn({ ...onPhone, locale: 'ar-SA' }, { name: 'Noura Aziz', locale: 'ar' });
    await noura.goto('/calls');
    await cardOf(noura, 'Ada Byron').getByRole('link', { name: 'اتصال', exact: true }).tap();
    await noura.getByText('Am I speaking with').waitFor();
    await noura.getByRole('button', { name: 'على الخط' }).tap();
    await noura.getByText('The price', { exact: true }).tap();
    await noura.getByText('كل شيء محفوظ.').waitFor();
    await noura.context().setOffline(true);
    await noura.getByRole('textbox', { name: 'بكلمات العميل' }).first().fill('Twice this year.');
    await noura.getByText('كل شيء محفوظ على هذا الجهاز').waitFor();
    await shoot(noura, 'offline-phone');
    expect([...(await barriersOn(noura)), ...(await rawKeysOn(noura))]).toEqual([]);
    expect(await noura.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await noura.context().setOffline(false);
    await expect
      .poll(async () => (await keptOf('C-2'))?.answers, { timeout: 15_000 })
      .toEqual({ reason: 'price', 'reason-Comment': 'Twice this year.' });
    forgiven();

    const grace = await comesIn({}, { name: 'Grace Hopper', locale: 'en' });
    await grace.goto(`/calls/${(await callOf('C-2'))?.id}/interview`);
    await grace
      .getByText('Noura Aziz reached this customer')
      .or(grace.getByText('is at the interview'))
      .first()
      .waitFor();
    await shoot(grace, 'second-comer');
    await grace.getByRole('button', { name: 'Take over' }).click();
    expect(await grace.getByRole('textbox', { name: 'own words' }).first().inputValue()).toBe(
      'Twice this year.',
    );
    await noura.getByText('Take over').or(noura.getByText('المقابلة جارية مع')).waitFor({ timeout: 45_000 });
    await grace.getByRole('link', { name: 'Back to the calls' }).click();
    await grace.getByRole('dialog').getByText('What was said is kept').waitFor();
    await shoot(grace, 'leaving');
    await grace.getByRole('button', { name: 'Stay' }).click();
    await grace.getByRole('button', { name: 'Call again at' }).click();
    await shoot(grace, 'call-again');
    await grace.getByRole('button', { name: 'Call then' }).click();
    await grace.getByText('stands on the list at that time').waitFor();
    await grace.getByText('The customer named this time.').waitFor();
  });

  test('are called again tomorrow when nobody answers, on a phone too', async () => {
    const grace = await comesIn({ ...onPhone, locale: 'en-GB' }, { name: 'Grace Hopper', locale: 'en' });
    await grace.goto('/calls');
    await grace.getByRole('heading', { name: 'Bea Marlow' }).waitFor();
    await shoot(grace, 'list-phone');
    expect(await grace.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await cardOf(grace, 'Bea Marlow').getByRole('button', { name: 'No answer' }).tap();
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

const cardOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

async function keptOf(externalId: string) {
  const [found] = await deps.db
    .select({ kept: responses })
    .from(responses)
    .innerJoin(customers, eq(customers.id, responses.customerId))
    .where(eq(customers.externalId, externalId));
  return found?.kept;
}

async function tabTo(page: Page, button: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === button) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard never comes to “${button}”`);
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
