import { and, desc, eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { messages } from '#db/schema/email.ts';
import { invitations, waves } from '#db/schema/programs.ts';
import { addPassword, hashed } from '#server/auth/passwords.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { makeDemo } from '#server/demo/make.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCustomer } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends((config) =>
  makeDemo(config, { say: () => {}, isFresh: true, months: 2 }),
);
const { visitor, shoot, forgiven } = await visitors('accessible', url);
const { deskPages, openPages, customerPages } = await pagesOfTheCompany();

const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'ar', colorScheme: 'dark' },
  { locale: 'he', colorScheme: 'light' },
  { locale: 'ru', colorScheme: 'dark' },
] as const;

describe.each(looks)('in $locale, $colorScheme', { timeout: 300_000 }, (look) => {
  const isWatchedByAxe = look.locale === 'en' || look.locale === 'ar';

  async function findingsOn(page: Page, name: string): Promise<string[]> {
    if (isWatchedByAxe) await shoot(page, `${look.locale}-${name}`);
    const found = [...(isWatchedByAxe ? await barriersOn(page) : []), ...(await rawKeysOn(page))];
    return found.map((finding) => `${name}: ${finding}`);
  }

  test('every page of the desk is open to everybody and complete', async () => {
    const page = await signedIn(look);
    const found: string[] = [];
    for (const [name, path] of Object.entries(deskPages)) {
      await page.goto(path);
      await isSettled(page);
      expect(await page.locator('html').getAttribute('lang')).toBe(look.locale);
      found.push(...(await findingsOn(page, name)));
    }
    expect(found).toEqual([]);
  });

  test('so are the pages before the sign-in, and those a customer meets', async () => {
    const guest = await visitor(look);
    const customer = await visitor({ ...onPhone, ...look });
    const found: string[] = [];
    for (const [name, path] of Object.entries(openPages)) {
      await guest.goto(path);
      await isSettled(guest);
      found.push(...(await findingsOn(guest, name)));
    }
    for (const [name, path] of Object.entries(customerPages)) {
      await customer.goto(`${path}?lang=${look.locale}`);
      found.push(...(await findingsOn(customer, name)));
    }
    expect(found).toEqual([]);
    expect(forgiven().filter((complaint) => !/status of 4(04|09|10)/.test(complaint))).toEqual([]);
  });
});

test('the desk fits a phone, in Arabic', { timeout: 120_000 }, async () => {
  const page = await signedIn({ ...onPhone, locale: 'ar' });
  for (const name of [
    'overview',
    'voices',
    'reasons',
    'departments',
    'inbox',
    'case',
    'customers',
    'customer',
    'programs',
    'program',
    'program-editor',
    'wave',
    'calls',
    'interview',
    'surveys',
    'survey-editor',
    'contact-rules',
    'keys',
  ] as const) {
    await page.goto(deskPages[name] ?? '');
    await isSettled(page);
    await shoot(page, `phone-${name}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(390);
  }
});

describe('with the keyboard alone', { timeout: 120_000 }, () => {
  test('an agent signs in, approves, notes the call and resolves the case', async () => {
    const agent = await aColleague(deps, { email: 'keys@waha.example' });
    const hash = await hashed(deps, 'a long enough secret');
    await write(deps.db, (tx) => addPassword(deps, tx, { staffId: agent.id, hash }));
    const ada = await aCustomer(deps, { email: 'ada@example.com' });
    const recoveryCase = await aCase(deps, { customerId: ada.id, ownerId: agent.id });
    const proposal = await aProposal(deps, recoveryCase);
    const page = await visitor();
    const { keyboard } = page;
    await page.goto(`/inbox/${recoveryCase.id}`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await keyboard.type('keys@waha.example');
    await keyboard.press('Tab');
    await keyboard.type('a long enough secret');
    await keyboard.press('Enter');
    expect(forgiven().every((complaint) => complaint.includes('status of 401'))).toBe(true);
    await page.getByRole('heading', { name: /Ada Byron.* gave us 2 of 10/ }).waitFor();
    await keyboard.press('o');
    await page.getByText('Credited to the account').first().waitFor({ timeout: 15_000 });
    await keyboard.press('c');
    await page.getByLabel('What was said').waitFor();
    await isFocused(page, 'What was said');
    await keyboard.type('She was glad we called.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.press('r');
    await resolveByKeys(page);
    await expect.poll(() => statusOf(recoveryCase.id)).toBe('resolved');
    const [grant] = await deps.db.select().from(grants).where(eq(grants.id, proposal.id));
    expect(grant?.status).toBe('issued');
    await shoot(page, 'resolved-by-keys');
  });
});

async function resolveByKeys(page: Page): Promise<void> {
  const { keyboard } = page;
  await page.getByRole('radio', { name: 'Put right' }).waitFor();
  await tabTo(page, 'Put right');
  await keyboard.press('Space');
  await tabTo(page, 'Root cause');
  await keyboard.type('One van for two districts');
  await tabTo(page, 'To ada@example.com, in English');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('Dear Ada, a second van now serves your street.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 12; presses++) {
    if ((await focusedLabel(page)).startsWith(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard never comes to “${label}”`);
}

const isFocused = (page: Page, label: string) => expect.poll(() => focusedLabel(page)).toContain(label);

const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
      ? (focused.labels?.[0]?.textContent ?? '')
      : '';
  });

async function statusOf(id: string): Promise<string | undefined> {
  const [row] = await deps.db.select().from(cases).where(eq(cases.id, id));
  return row?.status;
}

/** An administrator of this language, who sees every page there is. */
async function signedIn(look: BrowserContextOptions & { locale: 'en' | 'ar' | 'he' | 'ru' }): Promise<Page> {
  const { id } = await aColleague(deps, { role: 'admin', locale: look.locale, name: 'Edsger Dijkstra' });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const page = await visitor(look);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/settings/account' }));
  await page.waitForURL('**/settings/account');
  return page;
}

/** The page has its heading and nothing of it is still on its way. */
async function isSettled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await expect.poll(() => page.locator('output[class*=loading]').count()).toBe(0);
}

type Wave = Awaited<ReturnType<typeof anOpenWave>>;

async function linkTo(
  wave: Wave,
  overrides: { status?: 'completed'; closesAt?: Date } = {},
): Promise<string> {
  const { id } = await aCustomer(deps);
  const { token } = await anInvitation(deps, wave, { customerId: id, ...overrides });
  return `/s/${token}`;
}

async function pagesOfTheCompany() {
  const { db } = deps;
  const [openCase] = await db.select().from(cases).where(eq(cases.status, 'open')).limit(1);
  const [wave] = await db
    .select()
    .from(waves)
    .where(eq(waves.programId, 'monthly'))
    .orderBy(desc(waves.openedAt));
  const [mail] = await db.select().from(messages).where(eq(messages.kind, 'compensation')).limit(1);
  const isWaiting = and(eq(invitations.channel, 'call'), eq(invitations.status, 'queued'));
  const [call] = await db.select().from(invitations).where(isWaiting).orderBy(invitations.sendAt).limit(1);
  const monthly = await anOpenWave(deps, 'monthly');
  const survey = await linkTo(monthly);
  const exit = await linkTo(await anOpenWave(deps, 'exit'));
  const answered = await linkTo(monthly, { status: 'completed' });
  const expired = await linkTo(monthly, { closesAt: new Date() });
  return {
    deskPages: {
      overview: '/',
      reasons: '/reasons',
      departments: '/departments',
      'one-reason': '/reasons?category=service',
      voices: '/voices',
      departures: '/departures',
      returns: '/departures/returns',
      'staff-view': '/staff-view',
      compensation: '/compensation',
      inbox: '/inbox',
      case: `/inbox/${openCase?.id}`,
      customers: '/customers',
      customer: `/customers/${openCase?.customerId}`,
      import: '/customers/import',
      programs: '/programs',
      program: '/programs/monthly',
      'program-editor': '/programs/monthly/edit',
      'exit-editor': '/programs/exit/edit',
      wave: `/programs/waves/${wave?.id}`,
      calls: '/calls',
      interview: `/calls/${call?.id}/interview`,
      surveys: '/surveys',
      'survey-editor': '/surveys/monthly',
      outbox: '/outbox',
      mail: `/outbox/${mail?.id}`,
      company: '/settings/company',
      people: '/settings/people',
      'contact-rules': '/settings/contact-rules',
      'settings-reasons': '/settings/reasons',
      competitors: '/settings/competitors',
      'settings-departments': '/settings/departments',
      keys: '/settings/keys',
      trouble: '/settings/trouble',
      account: '/settings/account',
    } as Record<string, string>,
    openPages: {
      'sign-in': '/sign-in',
      'set-up': '/set-up?token=any',
      'dead-link': '/sign-in/link?token=any',
    },
    customerPages: {
      survey,
      exit,
      answered,
      expired,
      unknown: '/s/AAAAAAAAAAAAAAAAAAAAAA',
      unsubscribe: survey.replace('/s/', '/u/'),
      preferences: survey.replace('/s/', '/p/'),
    },
  };
}
