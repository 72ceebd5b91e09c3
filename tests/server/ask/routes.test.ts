import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { suppress } from '#server/email/suppressions.ts';
import { alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

async function anOffice() {
  const app = await testApp();
  await anAskingCompany(app.deps);
  return { ...app, manager: await alan(app.deps), agent: await grace(app.deps) };
}

describe('a wave run from the desk', () => {
  test('is previewed, opened, prepared and shown with its funnel and its skips', async () => {
    const { deps, request, runJobs, manager, agent } = await anOffice();
    await aBuyer(deps, { name: 'Zoë' });
    await aBuyer(deps, { status: 'deceased' });
    const preview = await request('GET', '/api/programs/monthly/preview', { as: manager });
    expect(await preview.json()).toEqual({ asked: 1, skipped: [{ code: 'deceased', because: null, n: 1 }] });
    const opened = await request('POST', '/api/programs/monthly/waves', { as: manager });
    expect(opened.status).toBe(201);
    const { id } = (await opened.json()) as { id: string };
    await runJobs();
    const wave = await (await request('GET', `/api/waves/${id}`, { as: agent })).json();
    expect(wave).toMatchObject({
      month: '2026-10',
      run: 1,
      funnel: { queued: 1, sent: 1, delivered: 1, skipped: 1, completed: 0 },
      rate: { value: 0, n: 1 },
      skips: [{ code: 'deceased', because: null, n: 1 }],
    });
    const asked = await request('GET', `/api/waves/${id}/invitations?status=delivered`, { as: agent });
    expect(await asked.json()).toMatchObject({ invitations: [{ customerName: 'Zoë' }], next: null });
    const kept = await request('GET', `/api/waves/${id}/invitations?skip=deceased`, { as: agent });
    expect(await kept.json()).toMatchObject({ invitations: [{ skipReason: 'deceased' }] });
    const all = await (await request('GET', '/api/programs', { as: agent })).json();
    expect(all).toMatchObject({
      programs: [
        { id: 'monthly', waveCount: 1, nextOpensAt: '2026-11-01T06:00:00.000Z' },
        { id: 'after-service', pausedAt: expect.any(String) },
        { id: 'case-follow-up', nextOpensAt: null },
        { id: 'exit', nextOpensAt: null },
        { id: 'exit-call', nextOpensAt: null },
        { id: 'staff-reasons', isAnonymous: true },
        { id: 'loyal', nextOpensAt: null },
      ],
    });
  });

  test('is forbidden to an agent, and so are pausing and changing', async () => {
    const { request, agent, deps } = await anOffice();
    const forbidden = [
      ['POST', '/api/programs/monthly/waves'],
      ['PUT', '/api/programs/monthly/pause'],
      ['DELETE', '/api/programs/monthly/pause'],
      ['PATCH', '/api/programs/monthly'],
    ] as const;
    for (const [method, path] of forbidden) {
      expect((await request(method, path, { as: agent, body: {} })).status).toBe(403);
    }
    expect(await deps.db.select().from(waves)).toEqual([]);
  });

  test('pages through its invitations by key', async () => {
    const { deps, request, runJobs, manager } = await anOffice();
    for (let n = 0; n < 120; n++) await aBuyer(deps);
    const { id } = (await (await request('POST', '/api/programs/monthly/waves', { as: manager })).json()) as {
      id: string;
    };
    await runJobs();
    const seen = new Set<string>();
    let pages = 0;
    for (let after = ''; ; pages++) {
      const answer = await request('GET', `/api/waves/${id}/invitations?after=${after}`, { as: manager });
      const page = (await answer.json()) as { invitations: { id: string }[]; next: string | null };
      for (const invitation of page.invitations) seen.add(invitation.id);
      if (page.next === null) break;
      after = page.next;
    }
    expect({ pages, seen: seen.size }).toEqual({ pages: 2, seen: 120 });
  });
});

describe('a program', () => {
  test('is paused and resumed, each once', async () => {
    const { request, manager } = await anOffice();
    const pause = () => request('PUT', '/api/programs/monthly/pause', { as: manager });
    const resume = () => request('DELETE', '/api/programs/monthly/pause', { as: manager });
    expect((await resume()).status).toBe(409);
    expect(await (await pause()).json()).toMatchObject({ pausedAt: expect.any(String), nextOpensAt: null });
    expect((await pause()).status).toBe(409);
    expect(await (await resume()).json()).toMatchObject({ pausedAt: null });
  });

  test('is given another audience and a reward', async () => {
    const { request, manager, deps } = await anOffice();
    const change = { audience: { field: 'email', is: 'yes' }, rewardMinor: 500 };
    expect((await request('PATCH', '/api/programs/monthly', { as: manager, body: change })).status).toBe(200);
    expect(await deps.db.select().from(programs)).toContainEqual(
      expect.objectContaining({ id: 'monthly', ...change }),
    );
  });

  test.each([
    ['monthly', { audience: 'everyone' }],
    ['monthly', { audience: { field: 'nonsense', is: 'yes' } }],
    ['monthly', { kind: 'exit' }],
    ['exit', { trigger: null }],
    ['monthly', { rewardMinor: 0 }],
    ['monthly', { rewardMinor: 1.5 }],
  ])('%s refuses %j', async (id, body) => {
    const { request, manager } = await anOffice();
    expect((await request('PATCH', `/api/programs/${id}`, { as: manager, body })).status).toBe(400);
  });

  test.each([
    '/api/programs/nothing',
    '/api/waves/nothing',
    '/api/messages/nothing',
    '/api/messages/nothing/html',
  ])('what is not there is not found: %s', async (path) => {
    const { request, manager } = await anOffice();
    expect((await request('GET', path, { as: manager })).status).toBe(404);
  });
});

test('a suppressed customer is listed under the very reason, before and after', async () => {
  const { deps, request, runJobs, manager } = await anOffice();
  for (const reason of ['unsubscribed', 'bounced'] as const) {
    await aBuyer(deps, { email: `${reason}@example.com` });
    await write(deps.db, (tx) =>
      suppress(deps.db, tx, { email: `${reason}@example.com`, reason, at: deps.now() }),
    );
  }
  const preview = await request('GET', '/api/programs/monthly/preview', { as: manager });
  expect(await preview.json()).toMatchObject({
    asked: 0,
    skipped: [
      { code: 'suppressed', because: 'unsubscribed' },
      { code: 'suppressed', because: 'bounced' },
    ],
  });
  const opened = await request('POST', '/api/programs/monthly/waves', { as: manager });
  const { id } = (await opened.json()) as { id: string };
  await runJobs();
  const behind = await request('GET', `/api/waves/${id}/invitations?skip=suppressed.bounced`, {
    as: manager,
  });
  expect(await behind.json()).toMatchObject({ invitations: [{ skipFacts: { reason: 'bounced' } }] });
});
