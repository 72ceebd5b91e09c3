import { eq, inArray } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/inbox.json' with { type: 'json' };
import arabicAnswering from '#client/locales/ar/answering.json' with { type: 'json' };
import { migrateDatabase } from '#db/migrate.ts';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { departments } from '#db/schema/understand.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { buildDeps, closeDeps } from '#server/deps.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { manyInvited } from '#tests/support/many-invited.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

let tokens: string[] = [];
const { deps, url } = await aRunningAmends(async (config) => {
  await migrateDatabase(config.database);
  const before = await buildDeps(config);
  await aCompany(before, { businessHours: {}, locale: 'en' });
  ({ tokens } = await manyInvited(before, 101, new Date(Date.now() + 86_400_000)));
  await closeDeps(before);
});
const { visitor, shoot } = await visitors('inbox', url);
const answering = await aSurveyServer(deps.config.database.url, undefined, { AMENDS_SECRET: deps.secret });
afterAll(() => answering.kill());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const grace = await aColleague(deps, { name: 'Grace Hopper', locale: 'en' });
const huda = await aColleague(deps, { name: 'هدى صالح', locale: 'ar', role: 'manager' });
await write(deps.db, (tx) =>
  tx.run(
    deps.db.insert(departments).values({
      code: 'delivery',
      labels: { en: 'Delivery', ar: 'التوصيل' },
      createdAt: deps.now(),
      updatedAt: deps.now(),
    }),
  ),
);
const people = ['سلمى الحداد', 'Ivan Orlov', 'נועה לוי', 'Ada Byron', 'كريم منصور'];
const waiting: { id: string; name: string }[] = [];
for (const [at, name] of people.entries()) {
  const { id: customerId } = await aCustomer(deps, { name });
  const row = await aCase(deps, {
    customerId,
    tier: at === 0 ? 'gold' : 'silver',
    severity: 4 - (at % 4),
    firstContactDueAt: inHours(at === 0 ? -0.7 : at * 5),
    resolutionDueAt: inHours(100 + at),
    locale: 'ar',
  });
  waiting.push({ id: row.id, name });
}

async function signedIn(person: { id: string }, look: BrowserContextOptions = {}): Promise<Page> {
  const page = await visitor(look);
  const expiresAt = new Date(Date.now() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/inbox' }));
  await page.waitForURL('**/inbox**');
  await page.getByRole('link', { name: /Ada Byron/ }).waitFor();
  return page;
}

const stored = async (id: string | undefined) =>
  (
    await deps.db
      .select()
      .from(cases)
      .where(eq(cases.id, id ?? ''))
  )[0];
const idOf = (name: string) => waiting.find((one) => one.name === name)?.id;

describe('an agent', { timeout: 90_000 }, () => {
  test('works through the inbox without touching the mouse', async () => {
    const page = await signedIn(grace);
    await page.waitForURL(`**/inbox/${idOf('سلمى الحداد')}`);
    await shoot(page, 'inbox');
    expect(await barriersOn(page)).toEqual([]);
    expect(await rawKeysOn(page)).toEqual([]);
    await page.keyboard.press('t');
    await expect.poll(async () => (await stored(idOf('سلمى الحداد')))?.ownerId).toBe(grace.id);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await shoot(page, 'selected');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Give 2 cases to' });
    await dialog.getByRole('button', { name: /Grace Hopper/ }).waitFor();
    await shoot(page, 'assign');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    const owned = await deps.db.select().from(cases).where(eq(cases.ownerId, grace.id));
    expect(owned).toHaveLength(3);
    await page.keyboard.press('?');
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const name of ['Select the case', 'Take the case', 'Assign', 'Snooze'])
      await shortcuts.getByText(name, { exact: true }).waitFor();
  });

  test('puts a case out of sight, and it comes back when the customer has written', async () => {
    const page = await signedIn(grace);
    const row = page
      .getByRole('region', { name: 'Waiting for an answer' })
      .getByRole('link', { name: /Ada Byron/ });
    await row.click();
    await page.getByRole('heading', { name: /Ada Byron. gave us/ }).waitFor();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Snooze the case' });
    await dialog.getByRole('button', { name: /Next working day/ }).waitFor();
    await shoot(page, 'snooze');
    await dialog.getByRole('button', { name: /Next working day/ }).click();
    await row.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Snoozed', exact: true }).click();
    await row.waitFor();
    await shoot(page, 'snoozed');
    const list = page.getByRole('region', { name: 'Waiting for an answer' });
    await list.getByRole('button', { name: 'All', exact: true }).click();
    await row.waitFor({ state: 'hidden' });
    await write(deps.db, (tx) =>
      tx.run(
        deps.db
          .update(cases)
          .set({ unreadReplyAt: new Date() })
          .where(eq(cases.id, idOf('Ada Byron') ?? '')),
      ),
    );
    await page.reload();
    await row.waitFor();
  });

  test('is told which of several cases refuse a step, and why', async () => {
    const page = await signedIn(grace);
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByText('5 selected').waitFor();
    await page.getByRole('button', { name: 'Snooze', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Snooze 5 cases' });
    await dialog.getByRole('button', { name: /In a week/ }).click();
    await dialog.getByText('The clock of this case has run out: it cannot wait.').waitFor();
    await shoot(page, 'refused');
    await page.keyboard.press('Escape');
    await page.goto('/inbox?filter=snoozed');
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'Snooze', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bring back now' }).click();
    await page.getByText('Nothing is snoozed').waitFor();
  });

  test('keeps a queue under a name', async () => {
    const page = await signedIn(grace);
    await page.getByRole('button', { name: 'Narrow' }).click();
    await page.getByRole('button', { name: 'Any severity' }).click();
    await page.getByRole('menuitem', { name: 'At once' }).click();
    await page.waitForURL('**severity=4**');
    await page.getByRole('button', { name: 'Keep this queue' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Burning');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Burning' }).waitFor();
    await shoot(page, 'queue');
  });
});

test(
  'rows of answers taken by another process are on the screen within a second',
  { timeout: 180_000 },
  async () => {
    const page = await signedIn(grace);
    await page.evaluate(() => localStorage.removeItem('amends.inbox-latency'));
    const known = waiting.map(({ id }) => id);
    for (const [at, token] of tokens.slice(0, 100).entries()) {
      const answer = await fetch(`${answering.origin}/s/${token}`, {
        method: 'POST',
        body: new URLSearchParams({ recommend: '2', price: 'same', 'on-time': 'no', reason: 'late' }),
      });
      expect(answer.status).toBe(200);
      await page.getByRole('link', { name: new RegExp(`Customer ${at}( |$)`) }).waitFor();
      // The list shows fifty at a time: what was seen makes room.
      if (at % 20 === 19) await resolveAllBut(known);
    }
    const kept = () =>
      page.evaluate(() => JSON.parse(localStorage.getItem('amends.inbox-latency') ?? '[]') as number[]);
    await expect.poll(kept).toHaveLength(100);
    const taken = await kept();
    const sorted = taken.toSorted((a, b) => a - b);
    console.log(`from answer to row: p50 ${sorted[49]} ms, p99 ${sorted[98]} ms, most ${sorted[99]} ms`);
    // A suite of tests runs beside, with two browsers on two cores; alone all are there within half a second.
    expect(sorted[89]).toBeLessThan(1000);
    expect(sorted[98]).toBeLessThan(2000);
    await page.getByText('p99 of the last 100').waitFor();
    await shoot(page, 'latency');
  },
);

async function resolveAllBut(ids: string[]): Promise<void> {
  const rows = await deps.db.select({ id: cases.id }).from(cases);
  const others = rows.map(({ id }) => id).filter((id) => !ids.includes(id));
  await write(deps.db, (tx) =>
    tx.run(
      deps.db
        .update(cases)
        .set({ status: 'resolved', resolvedAt: new Date() })
        .where(inArray(cases.id, others)),
    ),
  );
}

describe('in Arabic', { timeout: 60_000 }, () => {
  test('the inbox reads from the right, on the desk and on a phone', async () => {
    const page = await signedIn(huda);
    await page.getByText(arabic.severity['4']).first().waitFor();
    await shoot(page, 'arabic');
    expect(await rawKeysOn(page)).toEqual([]);
    const phone = await signedIn(huda, { ...onPhone, locale: 'ar-SA' });
    await phone.getByText(arabic.severity['4']).first().waitFor();
    await shoot(phone, 'arabic-phone');
    expect(await barriersOn(phone)).toEqual([]);
  });

  test('the manager says who answers whom, and who hears of it when a clock runs out', async () => {
    const page = await signedIn(huda);
    await page.goto('/settings/assignment');
    await page.getByRole('button', { name: arabicAnswering.assignment.add }).click();
    await page.getByRole('combobox', { name: arabicAnswering.assignment.people }).press('ArrowDown');
    await page.getByRole('option', { name: 'Grace Hopper' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('status').getByText('Grace Hopper').waitFor();
    await shoot(page, 'arabic-assignment');
    expect(await rawKeysOn(page)).toEqual([]);
    await page.getByRole('button', { name: arabicAnswering.save }).click();
    await page.getByText(arabicAnswering.saved).waitFor();
    await page.goto('/settings/escalation');
    await page.getByText(arabicAnswering.escalation.clock.resolution).waitFor();
    await shoot(page, 'arabic-escalation');
    expect(await barriersOn(page)).toEqual([]);
    await page.goto('/settings/people');
    await page
      .getByRole('button', { name: /Grace Hopper/ })
      .first()
      .click();
    await page.getByLabel(arabicAnswering.work.backOn).fill('2030-01-07');
    await shoot(page, 'arabic-work');
    await page.getByRole('button', { name: arabicAnswering.save }).click();
    await page.getByText(arabicAnswering.saved).waitFor();
    await shoot(page, 'arabic-people');
  });
});
