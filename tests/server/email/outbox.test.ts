import { describe, expect, test } from 'vitest';
import { sendMessage, type Message } from '#server/email/messages.ts';
import { aCompany, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

async function anOutbox() {
  const app = await testApp();
  await aCompany(app.deps);
  const send = (overrides: Partial<Message>) =>
    sendMessage(app.deps, {
      id: 'm1',
      kind: 'case-message',
      to: { name: 'Ada', email: 'ada@example.com' },
      locale: 'en',
      subject: 'Sorry',
      html: '<p>Sorry</p><script>alert(1)</script>',
      text: 'Sorry',
      ...overrides,
    });
  return { ...app, send, agent: await grace(app.deps), manager: await alan(app.deps) };
}

describe('the outbox', () => {
  test('lists what went, newest first, and pages by key', async () => {
    const { send, request, agent, at } = await anOutbox();
    for (let n = 0; n < 120; n++) {
      if (n % 10 === 0) at(new Date(Date.UTC(2026, 9, 14, 8, n)));
      await send({ id: `m${String(n).padStart(3, '0')}` });
    }
    const seen: string[] = [];
    for (let after = ''; ;) {
      const answer = await request('GET', `/api/messages?after=${after}`, { as: agent });
      const page = (await answer.json()) as { messages: { id: string }[]; next: string | null };
      seen.push(...page.messages.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toHaveLength(120);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  test('shows a mail sealed: no script runs in it and nobody else frames it', async () => {
    const { send, request, agent } = await anOutbox();
    await send({});
    const mail = await (await request('GET', '/api/messages/m1', { as: agent })).json();
    expect(mail).toMatchObject({ subject: 'Sorry', text: 'Sorry', hasHtml: true });
    const shown = await request('GET', '/api/messages/m1/html', { as: agent });
    const policy = shown.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toMatch(/sandbox(?!.*allow-scripts)(?!.*allow-same-origin)/);
    expect(shown.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  test('keeps a sign-in link from everybody but an administrator', async () => {
    const { send, request, agent, manager, deps } = await anOutbox();
    await send({ kind: 'sign-in' });
    for (const person of [agent, manager]) {
      expect(await (await request('GET', '/api/messages', { as: person })).json()).toMatchObject({
        messages: [],
      });
      expect((await request('GET', '/api/messages?kind=sign-in', { as: person })).status).toBe(200);
      expect((await request('GET', '/api/messages/m1', { as: person })).status).toBe(404);
      expect((await request('GET', '/api/messages/m1/html', { as: person })).status).toBe(404);
    }
    const admin = await anAdmin(deps);
    expect((await request('GET', '/api/messages/m1/html', { as: admin })).status).toBe(200);
  });

  test.each(['kind=nonsense', 'status=nonsense', `after=${'x'.repeat(100)}`])('refuses %s', async (query) => {
    const { request, agent } = await anOutbox();
    expect((await request('GET', `/api/messages?${query}`, { as: agent })).status).toBe(400);
  });
});
