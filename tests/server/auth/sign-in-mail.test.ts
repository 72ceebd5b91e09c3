import { describe, expect, test } from 'vitest';
import { messages } from '#db/schema/email.ts';
import { staff } from '#db/schema/staff.ts';
import { write } from '#db/client.ts';
import { signInMail } from '#server/auth/emails.tsx';
import { aColleague, aCompany, anAdmin } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { cookieOf, tokenOf } from './cast.ts';

function linkIn(text: string | null): string {
  return /http\S+/.exec(text ?? '')?.[0] ?? '';
}

describe('the mail with a link', () => {
  test('goes to who asked, in her language, and its link signs her in', async () => {
    const { deps, request, runJobs } = await testApp();
    await aCompany(deps, { name: 'سوق المياه' });
    const huda = await aColleague(deps, { name: 'هدى', locale: 'ar' });
    await request('POST', '/api/sign-in-links', { body: { email: huda.email } });
    await runJobs();
    const [mail] = await deps.db.select().from(messages);
    expect(mail).toMatchObject({ kind: 'sign-in', toEmail: huda.email, locale: 'ar', status: 'sent' });
    expect(mail?.subject).toContain('سوق المياه');
    expect(mail?.html).toMatch(/<html[^>]*dir="rtl"/);
    const response = await request('POST', '/api/session/link', {
      body: { token: tokenOf(linkIn(mail?.text ?? '')) },
    });
    const me = await request('GET', '/api/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ actor: { id: huda.id } });
  });

  test('an invitation lasts a week, a link asked for half an hour', async () => {
    const { deps, request, runJobs, at } = await testApp();
    await aCompany(deps);
    const admin = await anAdmin(deps);
    const body = { name: 'Linus', email: 'linus@water.example', role: 'agent', locale: 'ru' };
    await request('POST', '/api/staff', { as: admin, body });
    await request('POST', '/api/sign-in-links', { body: { email: admin.email } });
    await runJobs();
    const mails = await deps.db.select().from(messages);
    const tokenFrom = (kind: string) => tokenOf(linkIn(mails.find((mail) => mail.kind === kind)?.text ?? ''));
    at(new Date(testNow.getTime() + 31 * 60_000));
    const use = (kind: string) => request('POST', '/api/session/link', { body: { token: tokenFrom(kind) } });
    expect((await use('sign-in')).status).toBe(409);
    expect((await use('staff-invitation')).status).toBe(204);
  });

  test('does not go to somebody who left in the meantime', async () => {
    const { deps, request, runJobs } = await testApp();
    await aCompany(deps);
    const { email } = await aColleague(deps);
    await request('POST', '/api/sign-in-links', { body: { email } });
    await write(deps.db, (tx) => tx.run(deps.db.update(staff).set({ leftAt: testNow })));
    await runJobs();
    expect(await deps.db.select().from(messages)).toEqual([]);
  });

  test.each(['en', 'ar', 'he', 'ru'] as const)(
    'is complete in %s, and a hostile name stays text',
    async (locale) => {
      const url = 'http://localhost:3000/sign-in/link?token=t';
      const { subject, html, text } = await signInMail({
        purpose: 'invitation',
        name: '<script>alert(1)</script>{{until}}',
        locale,
        company: { name: 'Water & Co', accentColor: '#0f6b57', timeZone: 'Asia/Riyadh' },
        url,
        expiresAt: testNow,
      });
      expect(html).not.toContain('<script>');
      expect(html).toContain(url);
      expect(text).toContain('<script>alert(1)</script>{{until}}');
      expect(`${subject} ${html} ${text.replace('{{until}}', '')}`.replace('{{until}}', '')).not.toContain(
        '{{',
      );
      expect(subject).toContain('Water & Co');
    },
  );
});
