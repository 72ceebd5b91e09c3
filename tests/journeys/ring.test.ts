import { eq } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import arabicInbox from '#client/locales/ar/inbox.json' with { type: 'json' };
import arabicOutbox from '#client/locales/ar/outbox.json' with { type: 'json' };
import { customers } from '#db/schema/customers.ts';
import { messages } from '#db/schema/email.ts';
import { creditOf } from '#server/answer/grants/ledger-entries.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { setUpLink } from '#server/auth/set-up.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('ring', url);

const lastMonth = DateTime.now().setZone('Asia/Riyadh').minus({ months: 1 });
const customerFile = `Customer No,Name,E-mail,Preferred tongue,Monthly charge
W-1,ليلى حدّاد,layla@example.com,ar,310.00
W-2,Ada Byron,ada@example.com,en,120.00
W-3,Noa Regev,noa@example.com,he,95.50
W-4,Вера Орлова,vera@example.com,ru,80.00
W-5,سالم العتيبي,salem@example.com,ar,60.00
W-6,Mary Somerville,mary@example.com,en,44.00
W-7,Charles Babbage,,en,12.00
`;
const orderFile = [
  'Order No,Customer No,Amount,Date',
  ...['1240.00', '300.00', '250.00', '220.00', '180.00', '160.00', '90.00'].map(
    (amount, n) => `A-${4417 + n},W-${n + 1},${amount},${lastMonth.toFormat('yyyy-MM')}-1${n}`,
  ),
].join('\n');
const wronged = { amountMinor: 24_800, currency: 'SAR' };
const complaint = 'تأخر الطلب أربعة أيام ولم يتصل بي أحد. انتظرت في البيت يوماً كاملاً.';

const admin = await visitor();
const agent = await visitor({ locale: 'ar-SA' });
const customer = await visitor({ ...onPhone, locale: 'ar-SA' });
let surveyLink = '';

// One story told in order: each test goes on where the one before it ended.
describe('the loop from an empty database to a customer who was put right', { timeout: 60_000 }, () => {
  test('the first administrator sets the company up by the printed link', async () => {
    await admin.goto((await setUpLink(deps)) ?? '');
    await admin.getByLabel('Company name').fill('Waha Water');
    expect(await admin.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Asia/Riyadh');
    await choose(admin, 'Currency', 'SAR');
    await admin.getByLabel('Your name').fill('Alan Mercer');
    await admin.getByLabel('E-mail address').fill('alan@waha.example');
    await admin.getByRole('textbox', { name: 'Password' }).fill('a long enough secret');
    await shoot(admin, 'set-up');
    await admin.getByRole('button', { name: 'Set up and come in' }).click();
    await admin.getByText('Nothing was heard yet').waitFor();
    await shoot(admin, 'first-overview');
  });

  test('customers and orders come in from files, with a column mapped by hand', async () => {
    await admin.getByRole('link', { name: 'Import customers' }).click();
    await chooseFile(admin, 'customers.csv', customerFile);
    await admin.getByLabel('Column for Language').selectOption('Preferred tongue');
    await admin.getByLabel('Monthly charge').first().waitFor({ state: 'hidden' });
    await admin.getByLabel('Currency: the same for every row').fill('SAR');
    await shoot(admin, 'import-columns');
    await importChecked(admin, 7);
    await shoot(admin, 'imported');
    await admin.getByRole('button', { name: 'Another file' }).click();
    await admin.getByLabel('What the file holds').selectOption('orders');
    await chooseFile(admin, 'orders.csv', orderFile);
    await admin.getByLabel('Currency: the same for every row').fill('SAR');
    await importChecked(admin, 7);
    await admin.getByRole('link', { name: 'To the customers' }).click();
    await admin.getByRole('link', { name: 'ليلى حدّاد' }).click();
    await admin.getByText('A-4417').waitFor();
    await shoot(admin, 'customer');
  });

  test('an agent is invited and comes in by the link in her mail', async () => {
    await admin.getByRole('link', { name: 'Settings' }).click();
    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('هدى صالح');
    await admin.getByLabel('E-mail address').fill('huda@waha.example');
    await admin.getByLabel('Language', { exact: true }).selectOption('ar');
    await shoot(admin, 'people');
    await admin.getByRole('button', { name: 'Send the invitation' }).click();
    await admin.getByRole('table', { name: 'The staff' }).getByText('هدى صالح').waitFor();
    const link = await linkInMail(admin, 'هدى صالح', '/sign-in/link');
    await shoot(admin, 'invitation-of-the-agent');
    await agent.goto(link);
    await agent.getByText(arabicInbox.empty.all.title).waitFor();
    expect(await agent.locator('html').getAttribute('dir')).toBe('rtl');
    await shoot(agent, 'inbox-empty');
  });

  test('the monthly wave goes out to everyone who ordered and can be mailed', async () => {
    await admin.getByRole('link', { name: 'Programs' }).click();
    await admin.getByRole('button', { name: 'Ask now' }).first().click();
    const dialog = admin.getByRole('dialog', { name: 'Ask now' });
    await dialog.getByText('Has no e-mail address').waitFor();
    await shoot(admin, 'wave-preview');
    await dialog.getByRole('button', { name: 'Send the wave' }).click();
    await admin.waitForURL('**/programs/waves/*');
    await expect.poll(() => sentInvitations(), { timeout: 20_000 }).toHaveLength(6);
    await admin.reload();
    await admin.getByRole('emphasis').getByText('0 of 6').waitFor();
    await shoot(admin, 'wave');
    surveyLink = await linkInMail(admin, 'ليلى حدّاد', '/s/');
    await shoot(admin, 'invitation-of-the-customer');
  });

  test('the customer answers on her phone, in Arabic', async () => {
    await customer.goto(surveyLink);
    expect(await customer.locator('html').getAttribute('dir')).toBe('rtl');
    await shoot(customer, 'survey');
    await customer.locator('[name=recommend][value="2"]').check();
    await customer.getByRole('radio', { name: 'أعلى' }).check();
    await customer.getByRole('radio', { name: 'لا', exact: true }).check();
    await customer.getByRole('radio', { name: 'تأخر التسليم' }).check();
    await customer.getByRole('textbox').fill(complaint);
    await shoot(customer, 'survey-answered');
    await customer.getByRole('button', { name: 'إرسال' }).tap();
    await customer.getByRole('heading', { name: 'شكراً جزيلاً' }).waitFor();
    await customer.getByText('هدى صالح').waitFor();
    await shoot(customer, 'thank-you');
  });

  test('the case appears before the agent without a reload', async () => {
    await agent.getByText(complaint).first().waitFor({ timeout: 10_000 });
    await agent
      .getByRole('link', { name: /ليلى حدّاد/ })
      .first()
      .click();
    await agent.getByText('A-4417').first().waitFor();
    await shoot(agent, 'case');
  });

  test('a fifth of the order that went wrong is approved', async () => {
    const offer = agent.getByRole('region', { name: arabicInbox.offer.label });
    expect(latin(await offer.innerText())).toContain('248.00');
    await offer.getByRole('button', { name: arabicInbox.offer.approve }).click();
    await offer.getByText(arabicInbox.offer.status.issued).waitFor({ timeout: 15_000 });
    await shoot(agent, 'compensation-issued');
  });

  test('she is called, and the case is resolved with a letter', async () => {
    await agent.getByRole('button', { name: arabicInbox.do.contact }).click();
    await agent.getByLabel(arabicInbox.contact.note).fill('اعتذرت لها، ووعدتها بموعد صباحي ثابت.');
    await shoot(agent, 'contact');
    await agent.getByRole('button', { name: arabicInbox.contact.save }).click();
    await agent.getByText(arabicInbox.spokenTo).waitFor();
    await agent.getByRole('button', { name: arabicInbox.do.resolve }).click();
    await agent.getByRole('radio', { name: arabicInbox.outcome['put-right'] }).check();
    await agent.getByRole('textbox', { name: arabicInbox.resolve.rootCause }).fill('سيارة واحدة لمنطقتين');
    const letter = agent.locator('textarea[lang=ar]');
    const draft = await letter.inputValue();
    expect(latin(draft)).toContain('248.00');
    await letter.fill(draft.replace(/\[\[.*\]\]/, 'أضفنا سيارة ثانية لحيّكم.'));
    await shoot(agent, 'resolve');
    await agent.getByRole('button', { name: arabicInbox.resolve.saveAndSend }).click();
    await agent.getByText(arabicInbox.empty.all.title).waitFor();
    await shoot(agent, 'resolved');
  });

  test('her mails stand in the outbox, in Arabic', async () => {
    await expect.poll(() => mailsTo('layla@example.com'), { timeout: 20_000 }).toHaveLength(3);
    await agent.goto('/outbox');
    for (const kind of ['compensation', 'case-resolved'] as const) {
      await agent.getByRole('link', { name: arabicOutbox.kind[kind] }).click();
      const letter = agent.frameLocator('iframe').locator('html');
      expect(await letter.getAttribute('dir')).toBe('rtl');
      expect(latin(await letter.innerText())).toContain('248.00');
      await shoot(agent, `mail-${kind}`);
    }
  });

  test('the overview moves once five have answered, and the books are right', async () => {
    await admin.goto('/');
    await admin.getByText('Fewer than five').first().waitFor();
    await shoot(admin, 'overview-too-few');
    for (const { text, toEmail } of await sentInvitations()) {
      if (toEmail !== 'layla@example.com') await answerWell(/http\S+\/s\/\S+/.exec(text ?? '')?.[0] ?? '');
    }
    await admin.reload();
    await admin.getByText('NPS was').waitFor();
    await admin.getByText('n 6').first().waitFor();
    await shoot(admin, 'overview');
    await admin.getByRole('link', { name: 'Reasons', exact: true }).click();
    await admin.getByRole('heading', { level: 1 }).waitFor();
    await shoot(admin, 'reasons');
    expect(await ledgerProblems(deps.db)).toEqual([]);
    const [layla] = await deps.db.select().from(customers).where(eq(customers.externalId, 'W-1'));
    expect(await creditOf(deps.db, layla?.id ?? '')).toEqual([
      { currency: wronged.currency, balanceMinor: wronged.amountMinor },
    ]);
  });
});

/** Types into a searchable choice and takes what it finds. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option', { name: text }).filter({ visible: true }).first().click();
}

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'CSV file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('Which column is what').waitFor();
}

async function importChecked(page: Page, rows: number): Promise<void> {
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByText('What would be stored').waitFor();
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByText('It is stored.').waitFor();
  await page.getByText(String(rows), { exact: true }).first().waitFor();
}

/** Opens somebody's newest mail in the outbox and reads the link in it, as a person would press it. */
async function linkInMail(page: Page, name: string, path: string): Promise<string> {
  await expect.poll(() => mailsNamed(name), { timeout: 15_000 }).not.toHaveLength(0);
  await page.goto('/outbox');
  await page.getByRole('link', { name }).first().click();
  const link = page.frameLocator('iframe').locator(`a[href*="${path}"]`).first();
  return (await link.getAttribute('href')) ?? '';
}

const mailsNamed = (name: string) => deps.db.select().from(messages).where(eq(messages.toName, name));
const mailsTo = (email: string) => deps.db.select().from(messages).where(eq(messages.toEmail, email));
const sentInvitations = () => deps.db.select().from(messages).where(eq(messages.kind, 'survey-invitation'));

async function answerWell(link: string): Promise<void> {
  const answered = await fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ recommend: '9', price: 'same', 'on-time': 'yes', reason: 'all-well' }),
  });
  expect(answered.status).toBe(200);
}

/** Digits of any script as Latin ones. */
const latin = (text: string): string =>
  text
    .replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))
    .replace('٫', '.')
    .replace('٬', ',');
