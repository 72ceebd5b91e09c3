import { desc, eq } from 'drizzle-orm';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { surveys, surveyVersions } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot, forgiven } = await visitors('survey-editor', url);
await aCompany(deps);
await ensureShippedPrograms(deps);
const alan = await aColleague(deps, { role: 'manager', name: 'Alan Turing' });
const page = await visitor();
const questions = page.getByRole('navigation', { name: 'Pages and questions' });
const customer = page.frameLocator('iframe[data-front]');

// One story told in order: each test goes on where the one before it ended.
describe('a survey made by clicking', { timeout: 90_000 }, () => {
  test('begins blank, and says at once what a monthly survey needs', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    await page.goto(await createSignInLink(deps, { staffId: alan.id, expiresAt, next: '/surveys' }));
    await page.getByRole('table', { name: 'Surveys' }).waitFor();
    await page.getByRole('button', { name: 'New survey' }).click();
    const dialog = page.getByRole('dialog', { name: 'New survey' });
    await dialog.getByLabel('Name at the desk').fill('Delivery, October');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Delivery, October' }).waitFor();
    await page.getByRole('button', { name: 'One to mend' }).waitFor();
    await page.getByText('This one asks 0.').waitFor();
  });

  test('is given questions, their words, choices with reasons, and a condition', async () => {
    await add('Would you recommend us (NPS)');
    await questions.getByText('How likely are you').waitFor();
    await add('One choice');
    await field('Question').fill('What went wrong?');
    await page.getByLabel('Choice 1', { exact: true }).fill('It came late');
    await page.getByLabel('Choice 2', { exact: true }).fill('Nothing');
    await page.getByRole('combobox', { name: 'Reason that choice 1 states' }).fill('Late');
    await page.getByRole('option', { name: 'Late delivery' }).click();
    await add('Long text');
    await field('Question').fill('Tell us more');
    await page.getByRole('button', { name: 'Only under a condition' }).click();
    await page.getByRole('combobox', { name: 'Question that is looked at' }).click();
    await page.getByRole('option', { name: '2. What went wrong?' }).click();
    await questions.getByText('3 questions').waitFor();
    await page.getByRole('button', { name: 'All in order' }).waitFor();
    await shoot(page, 'three-questions');
    expect([...(await barriersOn(page)), ...(await rawKeysOn(page))]).toEqual([]);
  });

  test('is undone and done again by the keyboard, and its order changed', async () => {
    const third = questions.getByRole('button', { name: /Tell us more/ });
    await third.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => order()).toEqual(['How likely', 'Tell us mo', 'What went ']);
    await page.getByText('which is not asked before').first().waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => order()).toEqual(['How likely', 'What went ', 'Tell us mo']);
    await page.keyboard.press('Delete');
    await questions.getByText('2 questions').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
    await questions.getByText('3 questions').waitFor();
  });

  test('is seen in Arabic as a customer sees it, and answering there stores nothing', async () => {
    await page.getByRole('radiogroup', { name: 'Language being written' }).getByText('العربية').click();
    await questions.getByRole('button', { name: /What went wrong/ }).click();
    await field('Question').fill('ما الذي لم يكن على ما يرام؟');
    await customer.getByText('ما الذي لم يكن على ما يرام؟').waitFor();
    expect(await customer.locator('html').getAttribute('dir')).toBe('rtl');
    await customer.locator('[name=recommend][value="9"]').check();
    await customer.getByText('It came late').click();
    await customer.getByText('Tell us more').waitFor();
    await shoot(page, 'in-arabic');
    await customer.getByRole('button', { name: 'إرسال' }).click();
    await customer.getByRole('heading', { name: 'شكراً جزيلاً' }).waitFor();
    expect(await deps.db.select().from(responses)).toEqual([]);
  });

  test('is translated side by side', async () => {
    await page.getByRole('button', { name: 'Translate' }).click();
    const table = page.getByRole('region', { name: 'All texts side by side' });
    await table.getByRole('radiogroup').getByText('Missing').click();
    for (const [where, text] of [
      ['title', 'كيف كان التوصيل؟'],
      ['Choice 1', 'تأخر التوصيل'],
      ['Choice 2', 'لا شيء'],
      ['Tell us more · title', 'تفاصيل أكثر'],
    ])
      await table
        .getByLabel(new RegExp(`^العربية: .*${where}$`))
        .first()
        .fill(text ?? '');
    await shoot(page, 'translations');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Delivery, October' }).waitFor();
    await questions.getByText('Tell us more').waitFor();
  });

  test('is published, and the next draft says what it changes', async () => {
    await publish(async (dialog) => {
      await dialog.getByText('This becomes the first version').waitFor();
      await dialog.getByText('Not complete in').waitFor();
    });
    const [version] = await latest();
    expect(JSON.stringify(version?.definition)).toContain('تأخر التوصيل');
    expect(JSON.stringify(version?.definition)).toContain('service/late-delivery');
    expect(version).toMatchObject({ number: 1, publishedBy: alan.id });
    await questions.getByRole('button', { name: /What went wrong/ }).click();
    await page.getByRole('button', { name: 'Add a choice' }).click();
    await page.getByLabel('Choice 3', { exact: true }).fill('It was broken');
    await publish(async (dialog) => {
      await dialog.getByText('It was broken').waitFor();
      await dialog.getByText('The trend begins anew here').waitFor();
      await shoot(page, 'what-changes');
    });
    expect((await latest())[0]?.number).toBe(2);
  });

  test('loses nothing when somebody else saves meanwhile', async () => {
    const [mine] = await deps.db.select().from(surveys).where(eq(surveys.name, 'Delivery, October'));
    const document = { title: 'Theirs', elements: [{ type: 'comment', name: 'why', title: 'Why?' }] };
    await write(deps.db, (tx) =>
      tx.must(
        deps.db
          .update(surveys)
          .set({ draft: document, draftRevision: (mine?.draftRevision ?? 0) + 1 })
          .where(eq(surveys.id, mine?.id ?? '')),
        'not there',
      ),
    );
    await questions.getByRole('button', { name: /What went wrong/ }).click();
    await field('Question').fill('What was not right?');
    const notice = page.getByRole('alert').filter({ hasText: 'saved this survey meanwhile' });
    await notice.waitFor();
    await notice.getByRole('button', { name: 'Show theirs' }).click();
    await questions.getByText('Why?').waitFor();
    await page.keyboard.press('Control+z');
    await questions.getByText('What was not right?').waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    const [kept] = await deps.db
      .select()
      .from(surveys)
      .where(eq(surveys.id, mine?.id ?? ''));
    expect(JSON.stringify(kept?.draft)).toContain('What was not right?');
    expect(forgiven().every((complaint) => complaint.includes('status of 409'))).toBe(true);
  });
});

async function add(type: string): Promise<void> {
  await questions.getByRole('button', { name: 'Add a question' }).click();
  await page.getByRole('menuitem', { name: type }).click();
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await expect.poll(() => focused(page)).toBe('survey-question-title');
}

const focused = (from: Page) => from.evaluate(() => document.activeElement?.id ?? '');

const field = (label: string): Locator => page.getByRole('textbox', { name: label, exact: true });

/** The first words of the questions, in their order. */
const order = async () =>
  (await questions.locator('li[data-kind=question] bdi').allInnerTexts()).map((text) => text.slice(0, 10));

async function publish(look: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await look(dialog);
  await dialog.getByRole('button', { name: 'Publish now' }).click();
  await dialog.waitFor({ state: 'detached' });
}

const latest = () =>
  deps.db
    .select({
      number: surveyVersions.number,
      definition: surveyVersions.definition,
      publishedBy: surveyVersions.publishedBy,
    })
    .from(surveyVersions)
    .innerJoin(surveys, eq(surveys.id, surveyVersions.surveyId))
    .where(eq(surveys.name, 'Delivery, October'))
    .orderBy(desc(surveyVersions.number));
