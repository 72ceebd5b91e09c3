import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages, suppressions } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { invitations } from '#db/schema/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import { messageKinds, type MailPurpose } from '#server/email/message-kind.ts';
import { mailRefusal, type SuppressionReason } from '#server/email/suppression.ts';
import { mayMail } from '#server/email/suppressions.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function anInvited(locale = 'en') {
  const app = await testApp();
  await anAskingCompany(app.deps);
  const ada = await aBuyer(app.deps, { email: 'Ada@Example.com', locale });
  await runWave(app.deps, null, 'monthly');
  await app.runJobs();
  const [mail] = await app.deps.db.select().from(messages);
  const path = /\/p\/[\w-]{22}/.exec(mail?.html ?? '')?.[0] ?? '';
  const post = (body: string, to = path) => app.app.request(to, { method: 'POST', body, headers: form });
  const suppress = (reason: SuppressionReason) =>
    write(app.deps.db, (tx) =>
      tx.run(
        app.deps.db.insert(suppressions).values({ email: 'ada@example.com', reason, at: app.deps.now() }),
      ),
    );
  const reason = async () => (await app.deps.db.select().from(suppressions))[0]?.reason ?? null;
  const mayGet = (kind: keyof typeof messageKinds) => mayMail(app.deps.db, 'ada@example.com', ada.id, kind);
  return { ...app, ada, mail, path, post, reason, mayGet, suppress };
}

describe('the page', () => {
  test.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['ru', 'ltr'],
  ])('is whole in %s without any script, and opening it changes nothing', async (locale, dir) => {
    const { app, path, reason } = await anInvited(locale);
    for (const method of ['HEAD', 'GET']) await app.request(path, { method });
    const html = await (await app.request(path)).text();
    expect(html).toContain(`<html lang="${locale}" dir="${dir}">`);
    expect(html.match(/type="radio"/g)).toHaveLength(3);
    expect(html).toMatch(/value="all"[^>]*checked|checked[^>]*value="all"/);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/\{\{|undefined/);
    expect(await reason()).toBeNull();
  });

  test('speaks the language asked for, and stays in it', async () => {
    const { app, path, post } = await anInvited();
    expect(await (await app.request(`${path}?lang=he`)).text()).toContain(`action="${path}?lang=he"`);
    expect(await (await post('choice=cases', `${path}?lang=he`)).text()).toContain('lang="he"');
  });

  test('can be reached from the page that stops the surveys', async () => {
    const { app, path } = await anInvited();
    expect(await (await app.request(path.replace('/p/', '/u/'))).text()).toContain(`href="${path}"`);
  });
});

describe('choosing', () => {
  test('only her own cases leaves her those', async () => {
    const { post, reason, mayGet } = await anInvited();
    expect((await post('choice=cases')).status).toBe(200);
    expect(await reason()).toBe('unsubscribed');
    expect(
      await Promise.all((['survey-invitation', 'win-back', 'case-message'] as const).map(mayGet)),
    ).toEqual([false, false, true]);
  });

  test('nothing stops everything, her own cases too', async () => {
    const { post, reason, mayGet } = await anInvited();
    await post('choice=nothing');
    expect(await reason()).toBe('nothing');
    const kinds = ['survey-invitation', 'win-back', 'case-message', 'reward'] as const;
    expect(await Promise.all(kinds.map(mayGet))).toEqual([false, false, false, false]);
  });

  test('can be changed to and fro, and each change is told once', async () => {
    const { post, reason, deps } = await anInvited();
    for (const choice of ['cases', 'nothing', 'nothing', 'cases', 'all', 'all'])
      await post(`choice=${choice}`);
    expect(await reason()).toBeNull();
    const told = (await deps.db.select().from(events)).filter(({ kind }) => kind.endsWith('subscribed'));
    expect(told.map(({ kind, data }) => [kind, (data as { choice: string }).choice])).toEqual([
      ['unsubscribed', 'cases'],
      ['unsubscribed', 'nothing'],
      ['unsubscribed', 'cases'],
      ['resubscribed', 'all'],
    ]);
  });

  test('two things at once leaves one of them, whole', async () => {
    const { post, reason, deps } = await anInvited();
    await Promise.all([post('choice=cases'), post('choice=nothing'), post('choice=cases')]);
    expect(['unsubscribed', 'nothing']).toContain(await reason());
    expect(await deps.db.select().from(suppressions)).toHaveLength(1);
  });

  test('one click in the mail does not bring back what she has stopped altogether', async () => {
    const { post, path, reason } = await anInvited();
    await post('choice=nothing');
    await post('List-Unsubscribe=One-Click', path.replace('/p/', '/u/'));
    expect(await reason()).toBe('nothing');
  });

  test('takes her reminders back', async () => {
    const { post, deps } = await anInvited();
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(invitations).set({ remindAt: new Date('2026-10-20T07:00:00Z') })),
    );
    await post('choice=cases');
    expect((await deps.db.select().from(invitations))[0]?.remindAt).toBeNull();
  });

  test.each(['bounced', 'complained', 'by-hand'] as const)('cannot lift or weaken %s', async (stopped) => {
    const { app, post, path, reason, suppress } = await anInvited();
    await suppress(stopped);
    for (const choice of ['all', 'cases', 'nothing']) {
      const page = await (await post(`choice=${choice}`)).text();
      expect(page).not.toContain('<form');
    }
    await post('', `${path.replace('/p/', '/u/')}/resubscription`);
    expect(await (await app.request(path.replace('/p/', '/u/'))).text()).not.toContain('<form');
    expect(await reason()).toBe(stopped);
  });

  test.each(['', 'choice=', 'choice=everything', 'choice=__proto__', 'choice=stopped', '%%%'])(
    'nonsense (%j) changes nothing',
    async (body) => {
      const { post, reason } = await anInvited();
      expect((await post(body)).status).toBe(200);
      expect(await reason()).toBeNull();
    },
  );

  test('an unknown token gets the same answer as everywhere', async () => {
    const { app, post } = await anInvited();
    const answers = await Promise.all([
      app.request('/p/AAAAAAAAAAAAAAAAAAAAAA'),
      post('choice=nothing', '/p/AAAAAAAAAAAAAAAAAAAAAA'),
      app.request('/u/AAAAAAAAAAAAAAAAAAAAAA'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });
});

test.each<[SuppressionReason, Record<MailPurpose, boolean>]>([
  ['unsubscribed', { survey: false, marketing: false, 'own-case': true, staff: true }],
  ['nothing', { survey: false, marketing: false, 'own-case': false, staff: true }],
  ['bounced', { survey: false, marketing: false, 'own-case': false, staff: false }],
  ['complained', { survey: false, marketing: false, 'own-case': false, staff: true }],
  ['by-hand', { survey: false, marketing: false, 'own-case': false, staff: true }],
])('what %s still lets through', (reason, mayGo) => {
  for (const [purpose, may] of Object.entries(mayGo)) {
    expect([purpose, mailRefusal(purpose as MailPurpose, 'active', reason) === null]).toEqual([purpose, may]);
  }
});
