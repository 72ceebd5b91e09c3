import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations } from '#db/schema/programs.ts';
import { repairs } from '#db/schema/understand.ts';
import { keepReply } from '#server/answer/letters/replies.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { tokenFor } from '#server/ask/invitation.ts';
import arabicCase from '#client/locales/ar/case.json' with { type: 'json' };
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('case', url);

const always = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), [['00:00', '24:00']]]));
await aCompany(deps, {
  timeZone: 'Asia/Riyadh',
  replyAddress: 'replies@water.example',
  businessHours: always as Record<string, [string, string][]>,
});
const grace = await aColleague(deps, { email: 'grace@water.example' });
const huda = await aColleague(deps, { name: 'هدى صالح', email: 'huda@water.example', locale: 'ar' });
const layla = await aCustomer(deps, { name: 'ليلى حدّاد', locale: 'ar' });
const order = await anOrder(deps, { customerId: layla.id, externalId: 'A-4417' });
const words = { verbatim: 'تأخر الطلب أربعة أيام ولم يتصل بي أحد.', locale: 'ar' };
const c = await aCase(deps, { customerId: layla.id, ownerId: grace.id }, words);
const now = deps.now();
await write(deps.db, (tx) =>
  tx.run(
    deps.db.insert(repairs).values({
      id: 'r1',
      category: 'service',
      state: 'done',
      doneOn: '2026-10-01',
      title: { en: 'Two drivers to a lorry', ar: 'سائقان في كل شاحنة' },
      createdAt: now,
      updatedAt: now,
    }),
  ),
);

async function signedIn(person: { id: string }, options: Parameters<typeof visitor>[0] = {}): Promise<Page> {
  const page = await visitor(options);
  const expiresAt = new Date(deps.now().getTime() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/' }));
  await page.getByRole('button').first().click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
  return page;
}

test('a case is put right by mail, with its reply and what was agreed', { timeout: 120_000 }, async () => {
  const desk = await signedIn(grace);
  await desk.goto(`/inbox/${c.id}`);
  await desk.getByText('سائقان في كل شاحنة').waitFor();
  await shoot(desk, 'case');
  expect(await barriersOn(desk)).toEqual([]);

  await desk.keyboard.press('e');
  const mail = desk.getByRole('dialog');
  await mail.getByLabel('Start from').click();
  await desk.getByRole('option', { name: 'We cannot reach you' }).click();
  await mail
    .getByText('حاولنا الاتصال بك')
    .or(mail.locator('input[value="حاولنا الاتصال بك"]'))
    .first()
    .waitFor();
  await shoot(desk, 'mail');
  await mail.getByRole('button', { name: 'Send' }).click();
  await desk.getByText('On its way').waitFor();
  const sent = async () =>
    (await deps.db.select().from(messages).where(eq(messages.kind, 'case-message')))[0];
  await expect
    .poll(sent, { timeout: 20_000 })
    .toMatchObject({ subject: 'حاولنا الاتصال بك', customerId: layla.id });
  expect((await sent())?.headers['Reply-To']).toContain(`replies+${c.id}-`);

  await keepReply(deps, {
    caseId: c.id,
    messageId: '<1@example.com>',
    fromEmail: layla.email,
    subject: null,
    words: 'غدًا ظهرًا مناسب.\n\nفي الأربعاء كتب Grace:\n> حاولت الاتصال بك',
  });
  await desk.getByRole('button', { name: 'Read', exact: true }).waitFor();
  await shoot(desk, 'reply');
  await desk.getByRole('button', { name: 'Read', exact: true }).click();
  await desk.getByRole('button', { name: 'Read', exact: true }).waitFor({ state: 'detached' });

  await desk.keyboard.press('d');
  await desk.getByLabel('What', { exact: true }).fill('A new crate, brought by the driver');
  await shoot(desk, 'commitment');
  await desk.getByRole('button', { name: 'Keep it' }).click();
  await desk.getByText('My commitments').waitFor();
  await desk
    .getByRole('region', { name: 'Agreed' })
    .getByRole('button', { name: 'Kept', exact: true })
    .click();
  await desk.getByText('My commitments').waitFor({ state: 'detached' });

  await desk.keyboard.press('r');
  const ending = desk.getByRole('dialog');
  await ending.getByLabel('Put right').check();
  await ending.getByLabel('Root cause', { exact: true }).fill('The route was planned without the holiday');
  await ending.getByRole('switch', { name: 'Write to the customer what was done' }).uncheck();
  await shoot(desk, 'resolve');
  await ending.getByRole('button', { name: 'Resolve', exact: true }).click();
  await desk.getByRole('button', { name: 'Open again' }).waitFor();
  expect(order.externalId).toBe('A-4417');
});

test(
  'asked afterwards, the customer says no, and the case stands open again',
  { timeout: 120_000 },
  async () => {
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(jobs).set({ due: deps.now() }).where(eq(jobs.kind, 'ask-after-case'))),
    );
    await expect.poll(() => deps.db.$count(invitations), { timeout: 20_000 }).toBe(1);
    const [asked] = await deps.db.select().from(invitations);
    expect(asked).toMatchObject({ subject: `case:${c.id}`, locale: 'ar' });
    const phone = await visitor({ ...onPhone, locale: 'ar-SA' });
    await phone.goto(`/s/${tokenFor(deps.secret, asked?.tokenNonce ?? '')}`);
    await phone.getByText('لا', { exact: true }).first().click();
    await shoot(phone, 'asked-after');
    await phone.getByRole('button', { name: 'إرسال' }).tap();
    await expect
      .poll(async () => (await deps.db.select().from(cases))[0], { timeout: 20_000 })
      .toMatchObject({ status: 'open', reopenings: 1, followUp: 'not-put-right', severity: 3 });

    const desk = await signedIn(huda);
    await desk.goto(`/inbox/${c.id}`);
    await desk.getByText(arabicCase.followUp['not-put-right']).first().waitFor();
    expect(await desk.locator('html').getAttribute('dir')).toBe('rtl');
    await shoot(desk, 'again-arabic');
    expect(await rawKeysOn(desk)).toEqual([]);
    await desk.getByRole('button', { name: arabicCase.commit.add }).click();
    await shoot(desk, 'commitment-arabic');

    const onTheWay = await signedIn(huda, { ...onPhone, locale: 'ar-SA' });
    await onTheWay.goto(`/inbox/${c.id}`);
    await onTheWay.getByText(arabicCase.followUp['not-put-right']).first().waitFor();
    await shoot(onTheWay, 'again-arabic-phone');
    expect(await barriersOn(onTheWay)).toEqual([]);
  },
);

test('a manager writes a template, and sees it as a customer reads it', { timeout: 60_000 }, async () => {
  const manager = await aColleague(deps, {
    name: 'Alan Turing',
    email: 'alan@water.example',
    role: 'manager',
  });
  const desk = await signedIn(manager);
  await desk.goto('/settings/templates');
  await desk.getByRole('button', { name: 'New template' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Name (colleagues see it)').fill('Voucher on its way');
  await dialog.getByLabel('Subject').fill('Soon, {{name}}');
  await dialog.getByLabel('Words').fill('Dear {{name}},\n\nabout {{wrong}}: it is on its way.');
  await dialog.getByText('about late delivery: it is on its way.').waitFor();
  await shoot(desk, 'template');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('Voucher on its way').waitFor();
  await shoot(desk, 'templates');
  expect(await rawKeysOn(desk)).toEqual([]);
});
