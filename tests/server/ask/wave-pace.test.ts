import { eq } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waveCounts, waves } from '#db/schema/programs.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { prepareChunk, prepareWave } from '#server/ask/wave-preparation.ts';
import { insertWave, openMonthlyWaves, openWave, runWave } from '#server/ask/waves.ts';
import type { Deps } from '#server/deps.ts';
import { alan, grace } from '#tests/support/cast.ts';
import { manyBuyers } from '#tests/support/many-buyers.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const change = (deps: Deps, set: Partial<typeof programs.$inferInsert>, id = 'monthly') =>
  write(deps.db, (tx) => tx.run(deps.db.update(programs).set(set).where(eq(programs.id, id))));
const invitedIn = (deps: Deps, waveId: string) =>
  deps.db.select().from(invitations).where(eq(invitations.waveId, waveId));
const skippedFor = async (deps: Deps, waveId: string, code: string) =>
  (await invitedIn(deps, waveId))
    .filter(({ skipReason }) => skipReason === code)
    .map(({ customerId }) => customerId)
    .sort();
const expiredIn = async (deps: Deps) =>
  (await deps.db.select().from(waveCounts).where(eq(waveCounts.stage, 'expired'))).map(({ n }) => n);

describe('a wave in hours', () => {
  test('spreads its mails over the business days of its window, in each customer’s own hours', async () => {
    const { deps, at } = await testApp();
    at('2026-10-01T05:00:00Z');
    await anAskingCompany(deps);
    const zones = ['Asia/Riyadh', 'America/New_York', 'Pacific/Auckland', null];
    for (let n = 0; n < 80; n++) await aBuyer(deps, { timeZone: zones[n % zones.length] ?? null });
    at('2026-10-01T06:00:00Z');
    await openMonthlyWaves(deps);
    const [wave] = await deps.db.select().from(waves);
    await prepareWave(deps, wave?.id ?? '', 'in-hours');
    const asked = await deps.db
      .select({ sendAt: invitations.sendAt, timeZone: customers.timeZone, closesAt: invitations.closesAt })
      .from(invitations)
      .innerJoin(customers, eq(customers.id, invitations.customerId));
    const sent = asked.map(({ sendAt, timeZone }) =>
      DateTime.fromJSDate(sendAt ?? new Date(0), { zone: timeZone ?? 'Asia/Riyadh' }),
    );
    expect(sent).toHaveLength(80);
    expect(sent.every(({ hour, weekday }) => hour >= 9 && hour < 19 && weekday <= 5)).toBe(true);
    expect(new Set(sent.map(({ day }) => day)).size).toBeGreaterThan(2);
    expect(sent.every((each) => each.toJSDate() < new Date('2026-10-05T21:00:00Z'))).toBe(true);
    // Whoever is mailed last has as long as anybody.
    expect(wave?.closesAt.toISOString()).toBe('2026-10-19T21:00:00.000Z');
  });

  test('sends each mail when its time comes, and tells when the last goes', async () => {
    const { deps, at, runJobs, request } = await testApp();
    at('2026-10-01T06:00:00Z');
    await anAskingCompany(deps);
    const manager = await alan(deps);
    for (let n = 0; n < 30; n++) await aBuyer(deps);
    const opened = await request('POST', '/api/programs/monthly/waves', {
      as: manager,
      body: { timing: 'in-hours' },
    });
    const { id } = (await opened.json()) as { id: string };
    await runJobs();
    const sentBy = async (instant: string) => {
      at(instant);
      await write(deps.db, (tx) =>
        tx.run({
          sql: `INSERT INTO jobs (id, kind, payload, state, due, attempts, created_at) VALUES (?, 'dispatch-mail', '{}', 'queued', 0, 0, 0)`,
          args: [instant],
        }),
      );
      await runJobs();
      return (await invitedIn(deps, id)).filter(({ status }) => status === 'delivered').length;
    };
    const due = (await invitedIn(deps, id)).map(({ sendAt }) => sendAt?.toISOString() ?? '').sort();
    for (const instant of ['2026-10-01T15:59:59Z', '2026-10-02T03:00:00Z', '2026-10-02T12:00:00Z']) {
      expect(await sentBy(instant)).toBe(
        due.filter((each) => each <= new Date(instant).toISOString()).length,
      );
    }
    const wave = await (await request('GET', `/api/waves/${id}`, { as: manager })).json();
    expect(wave).toMatchObject({ projection: { endsAt: due.at(-1) }, bounces: 0, scannerSeen: 0 });
    expect(wave).not.toHaveProperty('letter');
    expect(wave).not.toHaveProperty('tokenNonce');
  });
});

describe('a sample', () => {
  test('of a number asks exactly so many of those who may be asked, in every chunk', async () => {
    const { deps } = await testApp();
    await anAskingCompany(deps);
    await manyBuyers(deps, 2300);
    await aBuyer(deps, { status: 'deceased' });
    await change(deps, { sample: { count: 700 } });
    const { waveId, queued, skipped } = await runWave(deps, null, 'monthly');
    expect({ queued, skipped }).toEqual({ queued: 700, skipped: 1601 });
    const rows = await invitedIn(deps, waveId);
    expect(rows.find(({ skipReason }) => skipReason === 'not-in-sample')?.skipFacts).toEqual({ count: 700 });
    const places = rows.sort((a, b) => (a.customerId < b.customerId ? -1 : 1)).map(({ status }) => status);
    for (const from of [0, 1000]) {
      const asked = places.slice(from, from + 1000).filter((status) => status === 'queued').length;
      expect(asked).toBeGreaterThan(230);
      expect(asked).toBeLessThan(380);
    }
  }, 60_000);

  test('larger than the audience asks everybody, and so does its preview', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    await manyBuyers(deps, 20);
    await change(deps, { sample: { count: 21 } });
    const preview = async () =>
      (await request('GET', '/api/programs/monthly/preview', { as: await alan(deps) })).json();
    expect(await preview()).toEqual({ asked: 20, skipped: [] });
    expect(await runWave(deps, null, 'monthly')).toMatchObject({ queued: 20, skipped: 0 });
  });

  test('is the one the preview counted', async () => {
    const { deps, request } = await testApp();
    await anAskingCompany(deps);
    const manager = await alan(deps);
    await manyBuyers(deps, 60);
    for (const sample of [{ count: 7 }, { percent: 30 }]) {
      await change(deps, { sample, holdOutPercent: 20 });
      const preview = await (await request('GET', '/api/programs/monthly/preview', { as: manager })).json();
      const { asked, skipped } = preview as { asked: number; skipped: { code: string; n: number }[] };
      const { waveId, queued } = await runWave(deps, null, 'monthly');
      expect(queued).toBe(asked);
      for (const { code, n } of skipped) expect(await skippedFor(deps, waveId, code)).toHaveLength(n);
      await write(deps.db, (tx) => tx.run(deps.db.delete(invitations)));
    }
  });

  test('that a crash interrupts goes on with the same draw', async () => {
    const { deps } = await testApp();
    await anAskingCompany(deps);
    await manyBuyers(deps, 1500);
    await change(deps, { sample: { count: 40 } });
    const waveId = await openWave(deps, null, 'monthly');
    await prepareChunk(deps, waveId);
    const [drawn] = await deps.db.select().from(waves);
    await prepareChunk(deps, waveId);
    await Promise.all([prepareWave(deps, waveId), prepareWave(deps, waveId)]);
    expect(await deps.db.select().from(waves)).toMatchObject([{ sampleBelow: drawn?.sampleBelow }]);
    expect((await invitedIn(deps, waveId)).filter(({ status }) => status === 'queued')).toHaveLength(40);
  }, 60_000);
});

test('a held-out share is never asked, in one month as in the next', async () => {
  const { deps, at } = await testApp();
  await anAskingCompany(deps);
  await change(deps, { holdOutPercent: 25, audience: { all: [] } });
  await manyBuyers(deps, 400);
  const first = await runWave(deps, null, 'monthly');
  const heldOut = await skippedFor(deps, first.waveId, 'held-out');
  expect(heldOut.length).toBeGreaterThan(70);
  expect(heldOut.length).toBeLessThan(130);
  at('2026-11-14T07:00:00Z');
  await closeWaves(deps);
  const second = await runWave(deps, null, 'monthly');
  expect(await skippedFor(deps, second.waveId, 'held-out')).toEqual(heldOut);
});

describe('a pause', () => {
  test('of a wave keeps its mails back until it is resumed, each once', async () => {
    const { deps, runJobs, request } = await testApp();
    await anAskingCompany(deps);
    const manager = await alan(deps);
    for (let n = 0; n < 3; n++) await aBuyer(deps);
    const { waveId } = await runWave(deps, null, 'monthly');
    const path = `/api/waves/${waveId}/pause`;
    expect((await request('DELETE', path, { as: manager })).status).toBe(409);
    expect((await request('PUT', path, { as: await grace(deps) })).status).toBe(403);
    expect(await (await request('PUT', path, { as: manager })).json()).toMatchObject({
      pausedAt: expect.any(String),
      projection: { endsAt: null, left: 3 },
    });
    expect((await request('PUT', path, { as: manager })).status).toBe(409);
    await runJobs();
    expect((await invitedIn(deps, waveId)).every(({ status }) => status === 'queued')).toBe(true);
    expect(await (await request('DELETE', path, { as: manager })).json()).toMatchObject({ pausedAt: null });
    await runJobs();
    expect((await invitedIn(deps, waveId)).every(({ status }) => status === 'delivered')).toBe(true);
    expect((await request('PUT', '/api/waves/nothing/pause', { as: manager })).status).toBe(404);
  });

  test('that ends in the night sends in the customer’s morning what it kept back', async () => {
    const { deps, at, runJobs, request } = await testApp();
    at('2026-10-01T06:00:00Z');
    await anAskingCompany(deps);
    await change(deps, { windowDays: 1 });
    const manager = await alan(deps);
    for (const timeZone of ['Asia/Riyadh', 'America/New_York', null]) await aBuyer(deps, { timeZone });
    const { waveId } = await runWave(deps, null, 'monthly', 'in-hours');
    const path = `/api/waves/${waveId}/pause`;
    await request('PUT', path, { as: manager });
    at('2026-10-02T19:00:00Z');
    await request('DELETE', path, { as: manager });
    await runJobs();
    const standing = async () =>
      (
        await deps.db
          .select({ zone: customers.timeZone, status: invitations.status, sendAt: invitations.sendAt })
          .from(invitations)
          .innerJoin(customers, eq(customers.id, invitations.customerId))
      )
        .map(({ zone, status, sendAt }) => `${zone} ${status} ${sendAt?.toISOString().slice(5, 16)}`)
        .sort();
    // Ten in the evening in Riyadh is three in the afternoon in New York.
    expect(await standing()).toEqual([
      expect.stringMatching('America/New_York delivered'),
      'Asia/Riyadh queued 10-03T06:00',
      'null queued 10-03T06:00',
    ]);
  });

  test('does not keep a wave from closing on its day', async () => {
    const { deps, at, request } = await testApp();
    await anAskingCompany(deps);
    const manager = await alan(deps);
    await aBuyer(deps);
    const { waveId } = await runWave(deps, null, 'monthly');
    await request('PUT', `/api/waves/${waveId}/pause`, { as: manager });
    at('2026-10-28T07:00:00Z');
    await closeWaves(deps);
    expect(await invitedIn(deps, waveId)).toMatchObject([{ status: 'expired', remindAt: null }]);
    expect((await request('PUT', `/api/waves/${waveId}/pause`, { as: manager })).status).toBe(409);
  });
});

test('where invitations begin one by one, each expires at its own time, and the wave stays open', async () => {
  const { deps, at } = await testApp();
  await anAskingCompany(deps);
  const [exit] = await deps.db.select().from(programs).where(eq(programs.id, 'exit'));
  if (!exit) throw new Error('No exit program');
  const rollsUntil = new Date('2026-12-01T00:00:00Z');
  const id = await insertWave(deps, exit, { actorId: null, run: 1, timing: 'at-once', rollsUntil });
  const [wave] = await deps.db.select().from(waves).where(eq(waves.id, id));
  for (const day of ['20', '25']) {
    const { id: customerId } = await aBuyer(deps);
    const row = { waveId: id, programId: 'exit', surveyVersionId: wave?.surveyVersionId ?? '', locale: 'en' };
    const times = { queuedAt: deps.now(), closesAt: new Date(`2026-10-${day}T00:00:00Z`) };
    await write(deps.db, (tx) =>
      tx.run(
        deps.db.insert(invitations).values({ ...row, ...times, id: day, customerId, status: 'delivered' }),
      ),
    );
  }
  at('2026-10-22T00:00:00Z');
  await closeWaves(deps);
  await closeWaves(deps);
  const rows = await invitedIn(deps, id);
  expect(rows.map(({ id: day, status }) => `${day} ${status}`).sort()).toEqual([
    '20 expired',
    '25 delivered',
  ]);
  expect(await expiredIn(deps)).toEqual([1]);
  expect(await deps.db.select().from(waves)).toMatchObject([{ closedAt: null }]);
});
