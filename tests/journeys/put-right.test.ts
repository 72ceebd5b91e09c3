import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, surveyVersions, waves } from '#db/schema/programs.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { tokenFor } from '#server/ask/invitation.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aColleague, aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { aPolicyDocument, anActivePolicy } from '#tests/support/policies.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('put-right', url);

await aCompany(deps);
const document = aPolicyDocument();
await anActivePolicy(deps, {
  rules: document.rules.map((rule) => ({ ...rule, give: { ...rule.give, approval: 'manager' } })),
});
const grace = await aColleague(deps, { name: 'Grace Hopper' });
const alan = await aColleague(deps, { name: 'Alan Turing', role: 'manager' });
const ada = await aCustomer(deps, { name: 'Ada Byron', email: 'ada@example.com', locale: 'en' });
await anOrder(deps, { customerId: ada.id, externalId: 'A-4417' });
const wave = await aWaveOfTheShipped();
const { token } = await anInvitation(deps, wave, { customerId: ada.id });

const agent = await comesIn(grace);
const manager = await comesIn(alan);
const customer = await visitor({ ...onPhone, locale: 'en-GB' });
const complaint = 'Four days late, and nobody called.';
const theCase = async () => (await deps.db.select().from(cases))[0];

// One story told in order, each in a browser of their own: the agent never reloads.
describe('a bad score is put right while everybody watches', { timeout: 60_000 }, () => {
  test('the customer answers on her phone, and her case stands before the agent', async () => {
    await agent.goto('/inbox');
    await customer.goto(`/s/${token}`);
    await customer.locator('[name=recommend][value="2"]').check();
    await customer.getByRole('radio', { name: 'About the same' }).check();
    await customer.getByRole('radio', { name: 'No', exact: true }).check();
    await customer.getByRole('radio', { name: 'It came late' }).check();
    await customer.getByRole('textbox').fill(complaint);
    await customer.getByRole('button', { name: 'Send' }).tap();
    await customer.getByRole('heading', { level: 1 }).waitFor();
    await agent.getByText(complaint).first().waitFor({ timeout: 10_000 });
    await shoot(agent, 'appeared');
    await agent
      .getByRole('link', { name: /Ada Byron/ })
      .first()
      .click();
    await agent.getByText('A manager approves this.').waitFor();
    await shoot(agent, 'waits-for-approval');
  });

  test('the manager approves in another browser, and the agent sees it without a reload', async () => {
    await manager.goto(`/inbox/${(await theCase())?.id}`);
    const offer = manager.getByRole('region', { name: 'Compensation' });
    await offer.getByText('248.00').first().waitFor();
    await manager.keyboard.press('o');
    await agent
      .getByRole('region', { name: 'Compensation' })
      .getByText('Credited to the account')
      .first()
      .waitFor({ timeout: 20_000 });
    await shoot(agent, 'given');
    await expect.poll(() => mailsToAda(), { timeout: 20_000 }).toContain('compensation');
  });

  test('she is called, and the case is resolved', async () => {
    await agent.getByRole('button', { name: 'Contacted' }).click();
    await agent.getByLabel('What was said').fill('Apologised; the route was changed.');
    await agent.getByRole('button', { name: 'Save the contact' }).click();
    await expect.poll(async () => (await theCase())?.status, { timeout: 10_000 }).toBe('contacted');
    await agent.getByRole('button', { name: /^Resolve/ }).click();
    const ending = agent.getByRole('dialog');
    await ending.getByLabel('Put right').check();
    await ending.getByLabel('Root cause', { exact: true }).fill('One lorry for two districts');
    await ending.getByRole('switch', { name: 'Write to the customer what was done' }).uncheck();
    await ending.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect.poll(async () => (await theCase())?.status, { timeout: 10_000 }).toBe('resolved');
  });

  test('asked three days later she says yes, and it stays resolved', async () => {
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(jobs).set({ due: deps.now() }).where(eq(jobs.kind, 'ask-after-case'))),
    );
    const c = await theCase();
    const asked = async () =>
      (await deps.db.select().from(invitations)).find(({ subject }) => subject === `case:${c?.id}`);
    await expect.poll(asked, { timeout: 20_000 }).toBeDefined();
    await customer.goto(`/s/${tokenFor(deps.secret, (await asked())?.tokenNonce ?? '')}`);
    await customer.locator('[name=put-right][value=yes]').check();
    await shoot(customer, 'asked-after');
    await customer.getByRole('button', { name: 'Send' }).tap();
    await expect
      .poll(theCase, { timeout: 20_000 })
      .toMatchObject({ status: 'resolved', followUp: 'put-right', reopenings: 0 });
    await agent.goto(`/inbox/${c?.id}`);
    await agent.getByText('The customer says it was put right').first().waitFor();
    await shoot(agent, 'put-right');
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });
});

/** The monthly program is there from the start; only its wave is not open yet. */
async function aWaveOfTheShipped() {
  const { db } = deps;
  const [version] = await db.select().from(surveyVersions).where(eq(surveyVersions.surveyId, 'monthly'));
  const openedAt = deps.now();
  const row = {
    id: newId(deps),
    programId: 'monthly',
    surveyVersionId: version?.id ?? '',
    month: openedAt.toISOString().slice(0, 7),
    run: 1,
    openedAt,
    closesAt: new Date(openedAt.getTime() + 14 * 86_400_000),
  };
  await write(db, (tx) => tx.run(db.insert(waves).values(row)));
  return row;
}

async function comesIn(person: { id: string }, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await visitor(options);
  const expiresAt = new Date(deps.now().getTime() + 3_600_000);
  await page.goto(await createSignInLink(deps, { staffId: person.id, expiresAt, next: '/inbox' }));
  await page.getByRole('button').first().click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
  return page;
}

async function mailsToAda(): Promise<string[]> {
  const rows = await deps.db.select().from(messages).where(eq(messages.toEmail, 'ada@example.com'));
  return rows.map(({ kind }) => kind);
}
