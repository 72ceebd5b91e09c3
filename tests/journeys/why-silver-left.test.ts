import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { competitors, departments } from '#db/schema/understand.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { aLife } from '#tests/support/leavers.ts';
import { barriersOn, rawKeysOn } from '#tests/support/page-findings.ts';
import { aRunningAmends } from '#tests/support/running-amends.ts';
import { onPhone, visitors } from '#tests/support/visitors.ts';

const { deps, url } = await aRunningAmends();
const { visitor, shoot } = await visitors('why-silver-left', url);
await aTroubledCompany();

const words = {
  en: { silver: 'silver', all: 'All tiers', departments: 'All departments', north: 'North', price: /^Price/ },
  ar: { silver: 'فضي', all: 'كل الفئات', departments: 'كل الأقسام', north: 'الشمال', price: /^السعر/ },
} as const;

describe.each(['en', 'ar'] as const)('in %s', { timeout: 180_000 }, (locale) => {
  test('a manager finds why silver customers of one department left over price', async () => {
    const page = await aManager({ locale });
    const said = words[locale];
    await page.goto('/departures');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await shoot(page, `${locale}-departures`);
    await page.getByRole('button', { name: said.all }).click();
    await page.getByRole('menuitem', { name: said.silver }).click();
    await page.getByRole('button', { name: said.departments }).click();
    await page.getByRole('menuitem', { name: said.north }).click();
    await page.getByRole('link', { name: said.price }).first().click();
    await expect.poll(() => page.url()).toMatch(/tier=silver&department=north&named=price$/);
    const people = page.locator('#who-left blockquote');
    await expect
      .poll(() => people.allInnerTexts())
      .toEqual(['The fee went up twice', 'Too dear for what we get']);
    await shoot(page, `${locale}-silver-north-price`);
    expect([...(await barriersOn(page)), ...(await rawKeysOn(page))]).toEqual([]);
  });

  test('every page stands, on the desk and on a phone', async () => {
    for (const [name, options] of Object.entries({ desk: {}, phone: onPhone })) {
      const page = await aManager({ ...options, locale });
      for (const path of ['departures', 'departures/returns', 'staff-view', 'compensation']) {
        await page.goto(`/${path}`);
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        await expect.poll(() => page.locator('output[class*=loading]').count()).toBe(0);
        await shoot(page, `${locale}-${name}-${path.replace('/', '-')}`);
        expect.soft([...(await barriersOn(page)), ...(await rawKeysOn(page))], path).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(width, path).toBe(page.viewportSize()?.width);
      }
    }
  });
});

async function aManager(look: BrowserContextOptions & { locale: 'en' | 'ar' }): Promise<Page> {
  const { id } = await aColleague(deps, { role: 'manager', locale: look.locale, name: 'Alan Turing' });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const page = await visitor(look);
  await page.goto(await createSignInLink(deps, { staffId: id, expiresAt, next: '/settings/account' }));
  await page.waitForURL('**/settings/account');
  return page;
}

/** Two departments, some hundred customers, and all that can go wrong between them. */
async function aTroubledCompany(): Promise<void> {
  const { db } = deps;
  await aCompany(deps);
  const at = deps.now();
  const labels = { north: { en: 'North', ar: 'الشمال' }, south: { en: 'South', ar: 'الجنوب' } };
  await write(db, (tx) => {
    for (const [code, names] of Object.entries(labels))
      tx.run(db.insert(departments).values({ code, labels: names, createdAt: at, updatedAt: at }));
    const rival = { id: 'rival', name: 'Blue Well', aliases: [], createdAt: at, updatedAt: at };
    tx.run(db.insert(competitors).values(rival));
  });
  const of = (n: number) => ({
    manager: n % 2 ? 'Nora' : 'Omar',
    department: n % 2 ? 'north' : 'south',
    tier: (['gold', 'silver', 'copper'] as const)[n % 3],
    monthlyMinor: 20_000 + n * 500,
  });
  for (let n = 0; n < 90; n++)
    await aLife(deps, { ...of(n), name: `Customer ${n}`, since: daysAgo(900 - n * 9) });
  const reasons = ['service/slow-answer', 'competitor/better-offer', 'price/too-high', 'circumstances/moved'];
  for (let n = 0; n < 36; n++)
    await aLife(deps, {
      ...of(n),
      tier: n % 2 ? 'gold' : 'copper',
      name: `Leaver ${n}`,
      since: daysAgo(800 - n * 3),
      left: daysAgo(20 + n * 9),
      over: reasons[n % 4] ?? 'other',
      text: `They told us: ${reasons[n % 4]}`,
      ...(n % 4 === 1 && { competitorId: 'rival' }),
      ...(n % 5 === 0 && { back: daysAgo(10 + n * 6) }),
    });
  const silver = { tier: 'silver', department: 'north', manager: 'Nora', since: daysAgo(700) } as const;
  const price = { ...silver, over: 'price/too-high', text: 'Too dear for what we get' };
  await aLife(deps, { ...price, left: daysAgo(60) });
  await aLife(deps, { ...price, left: daysAgo(40), over: 'price/price-rise', text: 'The fee went up twice' });
  await aLife(deps, { ...silver, left: daysAgo(50), over: 'service/slow-answer', text: 'Nobody answered' });
  await answersOfBothSides();
}

/** What customers and staff named, and what was given for it. */
async function answersOfBothSides(): Promise<void> {
  for (let n = 0; n < 24; n++)
    await says({
      category: n < 4 ? 'service' : 'price',
      programId: 'staff-reasons',
      customerId: null,
      nps: null,
      ago: 40,
    });
  for (let n = 0; n < 60; n++) {
    const { id: customerId } = await aCustomer(deps, { tier: 'gold' });
    const category = n < 42 ? ('service' as const) : ('price' as const);
    const responseId = await says({ category, programId: null, customerId, nps: n % 5, ago: 70 });
    if (n % 2)
      await compensated({
        customerId,
        responseId,
        status: n % 10 === 1 ? 'declined' : n % 10 === 3 ? 'proposed' : 'issued',
        minor: 4000 + n * 100,
      });
    await says({
      category: null,
      programId: null,
      customerId,
      nps: n % 2 && n % 3 ? 9 : n % 4 ? 4 : 8,
      ago: 35,
    });
  }
}

type Given = {
  customerId: string;
  responseId: string;
  status: 'declined' | 'proposed' | 'issued';
  minor: number;
};

async function compensated({ customerId, responseId, status, minor }: Given): Promise<void> {
  const openedAt = new Date(`${daysAgo(70)}T10:00:00Z`);
  const recoveryCase = await aCase(deps, { customerId, responseId, openedAt });
  await aProposal(deps, recoveryCase, {
    status,
    amountMinor: minor,
    proposedAt: openedAt,
    ...(status === 'issued' && { issuedAt: openedAt }),
  });
}

type Said = {
  category: ReasonCategory | null;
  programId: string | null;
  customerId: string | null;
  nps: number | null;
  ago: number;
};

async function says({ category, programId, customerId, nps, ago }: Said): Promise<string> {
  const on = daysAgo(ago);
  const id = newId(deps);
  const answeredAt = new Date(`${on}T09:00:00Z`);
  const row = {
    id,
    programId,
    customerId,
    status: 'complete' as const,
    answers: {},
    nps,
    month: on.slice(0, 7),
    answeredAt,
  };
  await write(deps.db, (tx) =>
    addResponse(deps, tx, {
      row,
      scores: nps === null ? [] : [{ measure: 'nps', value: nps }],
      reasons: category === null ? [] : [{ category, detail: '', question: null }],
      monthlyMinor: 0,
      currency: 'SAR',
    }),
  );
  return id;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
