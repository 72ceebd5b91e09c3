import { describe, expect, test } from 'vitest';
import { company } from '#db/schema/company.ts';
import { events } from '#db/schema/events.ts';
import { aCompany, aCustomer, alan, anAdmin, anOrder, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function settingsOf({ deps, request }: TestApp) {
  const as = await anAdmin(deps);
  const { isCurrencyFixed, ...settings } = await (await request('GET', '/api/company', { as })).json();
  const put = (changes: object) => request('PUT', '/api/company', { as, body: { ...settings, ...changes } });
  return { as, settings, isCurrencyFixed, put };
}

describe('company settings', () => {
  test('an administrator changes them all, and the change is written down', async () => {
    const tested = await testApp();
    await aCompany(tested.deps);
    const { as, put } = await settingsOf(tested);
    const changes = {
      name: 'Вода и Ко',
      locale: 'ru',
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      accentColor: '#7a1f5c',
      senderName: 'Вода',
      senderEmail: 'voda@water.example',
      businessHours: {
        1: [
          ['14:00', '18:00'],
          ['09:00', '13:00'],
        ],
        7: [['10:00', '24:00']],
      },
      holidays: ['2027-01-07', '2027-01-01', '2027-01-01'],
      quietPeriodDays: 0,
      firstContactHours: 8,
      firstContactHoursGold: 2,
      resolutionHours: 40,
      announcesCases: false,
      offersCallback: false,
      reopensWithinDays: 14,
      followUpAfterHours: null,
      replyAddress: 'replies@water.example',
    };
    const response = await put(changes);
    expect(response.status).toBe(200);
    const kept = {
      ...changes,
      businessHours: {
        1: [
          ['09:00', '13:00'],
          ['14:00', '18:00'],
        ],
        7: [['10:00', '24:00']],
      },
      holidays: ['2027-01-01', '2027-01-07'],
    };
    expect(await response.json()).toEqual({ ...kept, isCurrencyFixed: false });
    expect(await tested.deps.db.select().from(company)).toMatchObject([kept]);
    const [event] = await tested.deps.db.select().from(events);
    expect(event).toMatchObject({ kind: 'company-changed', actorId: as.id });
    expect(event?.data).toMatchObject({ changed: expect.arrayContaining(['currency', 'holidays']) });
  });

  test('saving what stands already writes nothing down', async () => {
    const tested = await testApp();
    await aCompany(tested.deps);
    const { put } = await settingsOf(tested);
    expect((await put({})).status).toBe(200);
    expect(await tested.deps.db.select().from(events)).toEqual([]);
  });

  test.each([
    [
      'orders',
      (tested: TestApp) => aCustomer(tested.deps).then(({ id }) => anOrder(tested.deps, { customerId: id })),
    ],
    ['revenue', (tested: TestApp) => aCustomer(tested.deps, { totalRevenueMinor: 1 })],
  ])('the currency is fixed once %s exist; the rest is not', async (_, makeMoney) => {
    const tested = await testApp();
    await aCompany(tested.deps);
    await makeMoney(tested);
    const { put, isCurrencyFixed } = await settingsOf(tested);
    expect(isCurrencyFixed).toBe(true);
    const refused = await put({ currency: 'EUR', name: 'Other' });
    expect(refused.status).toBe(409);
    expect((await refused.json()).fields.currency).toMatch(/fixed/);
    expect(await tested.deps.db.select().from(company)).toMatchObject([
      { currency: 'SAR', name: 'Water Market' },
    ]);
    expect((await put({ name: 'Other' })).status).toBe(200);
  });

  test('managers read them, agents do not, and neither changes them', async () => {
    const tested = await testApp();
    await aCompany(tested.deps);
    const { settings } = await settingsOf(tested);
    const { request, deps } = tested;
    const manager = await alan(deps);
    expect((await request('GET', '/api/company', { as: manager })).status).toBe(200);
    expect((await request('PUT', '/api/company', { as: manager, body: settings })).status).toBe(403);
    expect((await request('GET', '/api/company', { as: await grace(deps) })).status).toBe(403);
  });

  test.each([
    [{ accentColor: '#ffd400' }, 'accentColor', /contrast against white is 1\.4; at least 4\.5/],
    [{ accentColor: '#777777' }, 'accentColor', /is 4\.4;/],
    [{ accentColor: 'red' }, 'accentColor', /#rrggbb/],
    [{ accentColor: '#fff; background: url(//evil)' }, 'accentColor', /#rrggbb/],
    [{ timeZone: 'Riyadh' }, 'timeZone', /time zone/],
    [{ senderEmail: 'hello' }, 'senderEmail', /e-mail/],
    [{ senderName: 'A\nB' }, 'senderName', /one line/],
    [{ name: 'x'.repeat(121) }, 'name', /120/],
    [{ holidays: ['2026-02-30'] }, 'holidays.0', /calendar/],
    [{ holidays: ['1/5/2026'] }, 'holidays.0', /calendar/],
    [{ businessHours: { 1: [['17:00', '09:00']] } }, 'businessHours.1.0', /after/],
    [{ businessHours: { 1: [['9:00', '17:00']] } }, 'businessHours.1.0.0', /HH:MM/],
    [{ businessHours: { 8: [] } }, 'businessHours', /./],
    [{ quietPeriodDays: 1.5 }, 'quietPeriodDays', /whole/],
    [{ quietPeriodDays: -1 }, 'quietPeriodDays', /least 0/],
    [{ firstContactHours: 0 }, 'firstContactHours', /least 1/],
    [{ resolutionHours: '72' }, 'resolutionHours', /./],
  ])('%j is refused at %s', async (changes, field, message) => {
    const tested = await testApp();
    await aCompany(tested.deps);
    const { put } = await settingsOf(tested);
    const response = await put(changes);
    expect(response.status).toBe(400);
    const { fields } = await response.json();
    expect(Object.keys(fields)).toContain(field);
    expect(fields[field]).toMatch(message);
    expect(await tested.deps.db.select().from(events)).toEqual([]);
  });

  test('openings that overlap are refused', async () => {
    const tested = await testApp();
    await aCompany(tested.deps);
    const { put } = await settingsOf(tested);
    const overlapping = [
      ['09:00', '13:00'],
      ['12:00', '17:00'],
    ];
    const response = await put({ businessHours: { 3: overlapping } });
    expect((await response.json()).fields).toEqual({ 'businessHours.3': 'These overlap.' });
  });
});
