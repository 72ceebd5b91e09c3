import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { digestSubscriptions } from '#db/schema/understand.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { runJobs } from '#server/jobs/worker.ts';
import { jobHandlers } from '#server/job-handlers.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { monthPlus } from '#server/understand/calendar-month.ts';
import { findChanges } from '#server/understand/change-alerts.ts';
import { sendDigests } from '#server/understand/told/due-digests.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('heard', url);

await aCompany(deps, { timeZone: 'Asia/Riyadh' });
const admin = await aColleague(deps, {
  name: 'Edsger Dijkstra',
  email: 'edsger@water.example',
  role: 'admin',
});
const manager = await aColleague(deps, {
  name: 'هدى صالح',
  email: 'huda@water.example',
  role: 'manager',
  locale: 'ar',
});
const wave = await anOpenWave(deps, 'monthly');
const thisMonth = monthIn('Asia/Riyadh', deps.now());
for (let back = 4; back >= 0; back--)
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      anAnswer(deps, {
        on: `${monthPlus(thisMonth, -back)}-01`,
        nps: n % 3 === 0 ? 10 : 5 + (n % 4),
        reasons: n < (back === 0 ? 36 : 12) ? ['service/late-delivery'] : n < 45 ? ['price/too-high'] : [],
      }),
    ),
  );

const words = 'تأخرت السيارة يومين ولم يخبرنا أحد. اتصلت على 0501234567 ثلاث مرات.';

test(
  'a customer lets her words be shown, a manager chooses them, and everybody can read them',
  { timeout: 120_000 },
  async () => {
    const desk = await signedIn(admin);
    await desk.goto('/settings/heard');
    await desk.getByRole('switch', { name: 'Show the page to everybody' }).check();
    await desk
      .getByLabel('Introduction · English')
      .fill('We ask every month, and this is what we were told.');
    await desk.getByLabel('Introduction · العربية').fill('نسأل كل شهر، وهذا ما قيل لنا.');
    await desk.getByRole('button', { name: 'Save', exact: true }).click();
    await desk.getByText('everybody can read it').waitFor();
    await desk.getByRole('button', { name: 'Add something' }).click();
    await desk.getByLabel('What it is · English').fill('A second van for the north of the city');
    await desk.getByLabel('What it is · العربية').fill('سيارة ثانية لشمال المدينة');
    await desk.getByLabel('Reason it answers').selectOption('service');
    await desk.getByLabel('How far it is').selectOption('under-way');
    await desk.getByRole('button', { name: 'Save', exact: true }).last().click();
    await desk.getByText('A second van for the north of the city').waitFor();
    await shoot(desk, 'settings-en');

    const customer = await aCustomer(deps, { locale: 'ar', name: 'آدا بايرون' });
    const { token } = await anInvitation(deps, wave, { customerId: customer.id, locale: 'ar' });
    const phone = await visitor({ ...onPhone, locale: 'ar' });
    await phone.goto(`/s/${token}`);
    await phone.getByRole('radio', { name: /^2 / }).check();
    await phone.locator('textarea').first().fill(words);
    await sendAnswers(phone);
    await phone.getByRole('button', { name: 'يمكن عرض كلماتي' }).tap();
    await phone.getByRole('button', { name: 'عدم عرض كلماتي' }).waitFor();
    expect(await barriersOn(phone)).toEqual([]);
    await shoot(phone, 'thanks-ar');

    const arabic = await signedIn(manager);
    await arabic.goto('/settings/heard');
    await arabic.getByText('قد يدل على صاحبه').waitFor();
    await arabic.getByRole('button', { name: 'اختصار' }).click();
    const field = arabic.getByLabel('ما يظهر في الصفحة');
    await field.evaluate((element: HTMLTextAreaElement) => {
      const at = element.value.indexOf('0501234567');
      element.focus();
      element.setSelectionRange(at, at + 10);
    });
    await arabic.getByRole('button', { name: 'حذف الكلمات المحددة' }).click();
    await arabic.getByRole('button', { name: 'عرضه هكذا' }).click();
    await arabic.getByText('ظاهر في الصفحة', { exact: true }).waitFor();
    await arabic.reload();
    await arabic.getByText('ظاهر في الصفحة', { exact: true }).waitFor();
    expect(await barriersOn(arabic)).toEqual([]);
    expect(await rawKeysOn(arabic)).toEqual([]);
    await shoot(arabic, 'settings-ar');

    for (const [name, options] of [
      ['phone', { ...onPhone, javaScriptEnabled: false }],
      ['desktop', { javaScriptEnabled: false }],
      ['dark', { colorScheme: 'dark' as const }],
    ] as const) {
      const reader = await visitor({ ...options, locale: 'ar' });
      await reader.goto('/heard');
      await reader.getByText('اتصلت على […] ثلاث مرات').waitFor();
      await shoot(reader, `page-ar-${name}`);
      await reader.getByRole('link', { name: 'English' }).click();
      await reader.getByRole('heading', { name: 'What we heard' }).waitFor();
      await reader.getByText('اتصلت على […] ثلاث مرات').waitFor();
      await reader.getByText('A second van for the north of the city').waitFor();
      expect(await overflowOf(reader)).toBe(0);
      if (name === 'dark') expect(await barriersOn(reader)).toEqual([]);
      await shoot(reader, `page-en-${name}`);
    }
  },
);

test(
  'what changed is mailed and stands on the overview, and the digest is chosen there',
  { timeout: 120_000 },
  async () => {
    await findChanges(deps);
    await runJobs(deps, jobHandlers);
    const told = async () => deps.db.select().from(messages).where(eq(messages.kind, 'change-alert'));
    await expect.poll(async () => (await told()).length, { timeout: 20_000 }).toBe(2);
    for (const { html, locale } of await told()) await shootMail(html ?? '', `mail-${locale}`);
    const desk = await signedIn(admin);
    await desk.goto('/');
    await desk.getByRole('heading', { name: 'What changed' }).waitFor();
    await desk.getByRole('button', { name: 'Mail me this' }).click();
    await shoot(desk, 'overview-en');
    await desk.getByRole('menuitem', { name: 'Every week' }).click();
    await desk.getByText('on its way from the next Monday').waitFor();
    await desk.goto('/settings/account');
    await desk.getByText('Without filters: the whole company.').waitFor();
    expect(await barriersOn(desk)).toEqual([]);
    await shoot(desk, 'account-en');
    const chosen = { cadence: 'monthly' as const, query: '', updatedAt: deps.now() };
    await write(deps.db, (tx) => {
      tx.run(deps.db.update(digestSubscriptions).set({ sentFor: null }));
      tx.run(deps.db.insert(digestSubscriptions).values({ ...chosen, staffId: manager.id }));
    });
    await sendDigests(deps);
    await runJobs(deps, jobHandlers);
    const digests = async () => deps.db.select().from(messages).where(eq(messages.kind, 'digest'));
    await expect.poll(async () => (await digests()).length, { timeout: 20_000 }).toBe(2);
    for (const { html, locale } of await digests()) await shootMail(html ?? '', `digest-${locale}`);
    const arabic = await signedIn(manager, onPhone);
    await arabic.goto('/');
    await arabic.getByRole('heading', { name: 'ما الذي تغيّر' }).waitFor();
    await shoot(arabic, 'overview-ar-phone');
  },
);

async function signedIn(person: { id: string }, context = {}): Promise<Page> {
  const page = await visitor(context);
  const expiresAt = new Date(deps.now().getTime() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/' }));
  await page.getByRole('button').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  return page;
}

async function sendAnswers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'إرسال' }).tap();
  await page.getByRole('heading', { name: 'شكراً جزيلاً' }).waitFor();
}

async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function shootMail(html: string, name: string): Promise<void> {
  for (const [size, options] of [
    ['phone', onPhone],
    ['desktop', {}],
  ] as const) {
    const page = await visitor(options);
    await page.setContent(html);
    await shoot(page, `${name}-${size}`);
  }
}
