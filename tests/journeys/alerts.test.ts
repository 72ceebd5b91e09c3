import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { alertSettings } from '#db/schema/alerts.ts';
import { messages } from '#db/schema/email.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aNewCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('alerts', url);
deps.config.privateHooks = true;

await aCompany(deps);
const manager = await aColleague(deps, { name: 'Alan Turing', email: 'alan@water.example', role: 'manager' });
const agent = await aColleague(deps, { name: 'هدى صالح', email: 'huda@water.example', locale: 'ar' });
const arabicManager = await aColleague(deps, {
  name: 'سارة علي',
  email: 'sara@water.example',
  role: 'manager',
  locale: 'ar',
});

const heard: { text: string }[] = [];
const slack = createServer((request, response) => {
  let body = '';
  request.on('data', (piece) => (body += piece));
  request.on('end', () => {
    heard.push(JSON.parse(body));
    response.end('ok');
  });
});
const port = await new Promise<number>((settle) =>
  slack.listen(0, '127.0.0.1', () => {
    const address = slack.address();
    settle(typeof address === 'object' && address ? address.port : 0);
  }),
);
afterAll(() => void slack.close());

test('a manager has alerts posted to Slack and to a system of her own', { timeout: 120_000 }, async () => {
  const desk = await signedIn(manager);
  await desk.goto('/settings/alerts');
  await desk.getByText('by mail').waitFor();
  await desk.getByLabel('Name').fill('#unhappy-customers');
  await desk.getByLabel('Address').fill('ftp://example.com/');
  await desk.getByRole('button', { name: 'Add', exact: true }).click();
  await desk.getByText('This is no web address.').waitFor();
  expect(forgiven()).toHaveLength(1);
  await desk.getByLabel('Address').fill(`http://127.0.0.1:${port}/services/T0/B0/key`);
  await desk.getByRole('button', { name: 'Add', exact: true }).click();
  await desk.getByText('Slack or alike · 127.0.0.1').waitFor();
  await desk.getByRole('button', { name: 'Send a test' }).click();
  await desk.getByText('arrived').waitFor();
  expect(heard).toMatchObject([{ text: 'This is a test from Amends. Alerts will arrive here.' }]);

  await desk.getByLabel('Name').fill('Operations');
  await desk.getByLabel('Kind').selectOption('generic');
  await desk.getByLabel('Address').fill('http://127.0.0.1:9/nobody');
  await desk.getByLabel('How urgent').selectOption('3');
  await desk.getByRole('button', { name: 'Add', exact: true }).click();
  await desk.getByText('whsec_').waitFor();
  await shoot(desk, 'secret-en');
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Send a test' }).first().click();
  await desk.getByText('failed').waitFor();
  expect(await barriersOn(desk)).toEqual([]);
  expect(await rawKeysOn(desk)).toEqual([]);
  await shoot(desk, 'hooks-en');
  await desk.getByRole('button', { name: 'Change' }).first().click();
  await desk.getByLabel('Name').last().fill('Operations desk');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await desk.getByText('Operations desk').waitFor();
  await desk.getByRole('button', { name: 'Remove' }).first().click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await desk.getByText(/Operations desk.* has been removed/).waitFor();

  const arabic = await signedIn(arabicManager);
  await arabic.goto('/settings/alerts');
  await arabic.getByText('وجهة واحدة').waitFor();
  expect(await rawKeysOn(arabic)).toEqual([]);
  await shoot(arabic, 'hooks-ar');
  const phone = await signedIn(arabicManager, onPhone);
  await phone.goto('/settings/alerts');
  await phone.getByText('وجهة واحدة').waitFor();
  await shoot(phone, 'hooks-ar-phone');
});

test('an agent chooses how she hears of cases, and hears so', { timeout: 120_000 }, async () => {
  const phone = await signedIn(agent, onPhone);
  await phone.goto('/settings/account');
  await phone.getByText('كل ساعة').tap();
  await phone.getByText('على رأس كل ساعة إن وُجد جديد.').waitFor();
  await phone.getByLabel('درجة الاستعجال').selectOption('2');
  await expect
    .poll(() => deps.db.select().from(alertSettings).where(eq(alertSettings.staffId, agent.id)))
    .toMatchObject([{ mode: 'hourly', leastSeverity: 2 }]);
  expect(await barriersOn(phone)).toEqual([]);
  await shoot(phone, 'account-ar-phone');
  const desk = await signedIn(manager);
  await desk.goto('/settings/account');
  await desk.getByText('How I hear of cases').waitFor();
  await desk.getByText('All', { exact: true }).click();
  await desk.getByText('Saved.').waitFor();
  await shoot(desk, 'account-en');

  const customer = await aCustomer(deps, { name: 'Ada Byron' });
  await aNewCase(deps, { customerId: customer.id, ownerId: agent.id, severity: 2 });
  const mails = () => deps.db.select().from(messages).where(eq(messages.kind, 'case-alert'));
  await expect.poll(mails, { timeout: 5000 }).toMatchObject([{ toEmail: manager.email }]);
  await expect.poll(() => heard.length, { timeout: 5000 }).toBe(2);
  expect(heard[1]?.text).toBe('1 case needs looking after');
});

async function signedIn(person: { id: string }, context = {}): Promise<Page> {
  const page = await visitor(context);
  const expiresAt = new Date(deps.now().getTime() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/' }));
  await page.getByRole('button').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  return page;
}
