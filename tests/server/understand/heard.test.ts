import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { responses } from '#db/schema/responses.ts';
import { publicationConsents, publishedComments } from '#db/schema/understand.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany, aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const complaint = 'The parcel was late <script>alert(1)</script> & wet';

async function anOffice({ isOn = true } = {}) {
  const t = await testApp();
  await aCompany(t.deps);
  const [admin, manager] = [await anAdmin(t.deps), await alan(t.deps)];
  const wave = await aWave(t.deps);
  const put = (isOn: boolean, introduction = {}) =>
    t.request('PUT', '/api/heard', { as: admin, body: { isOn, introduction } });
  if (isOn) await put(true);
  /** Somebody who answered and wrote something. */
  const writer = async (words = complaint, customer = {}) => {
    const ada = await aCustomer(t.deps, { name: 'Ada Byron', ...customer });
    const { token } = await anInvitation(t.deps, wave, { customerId: ada.id });
    const answers = {
      recommend: 2,
      'on-time': 'no',
      reason: 'late',
      ...(words && { 'reason-Comment': words }),
    };
    const answered = await t.request('POST', `/s/${token}`, { body: { answers } });
    const path = `/s/${token}`;
    const say = (show: string, as: 'form' | 'json' = 'form') =>
      t.app.request(`${path}/words`, {
        method: 'POST',
        headers:
          as === 'form'
            ? { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
            : { 'content-type': 'application/json' },
        body: as === 'form' ? `show=${show}` : JSON.stringify({ show }),
      });
    const [response] = await t.deps.db.select().from(responses).where(eq(responses.customerId, ada.id));
    return { ada, path, say, answered, responseId: response?.id ?? '' };
  };
  const choose = (responseId: string, body: object, as = manager) =>
    t.request('PUT', `/api/heard/comments/${responseId}`, { as, body });
  const page = async (headers: Record<string, string> = {}, query = '') => {
    const answer = await t.app.request(`/heard${query}`, { headers });
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };
  const consents = () => t.deps.db.select().from(publicationConsents);
  const shown = () => t.deps.db.select().from(publishedComments);
  return { ...t, admin, manager, put, writer, choose, page, consents, shown };
}

describe('letting words be shown', () => {
  test('is asked on the thank-you of who wrote something, while the page is on, and kept by a post', async () => {
    const t = await anOffice();
    const { path, say, answered } = await t.writer();
    expect(await answered.json()).toMatchObject({ thanks: { offers: { words: 'ask' } } });
    const before = await (await t.app.request(path)).text();
    expect(before).toContain(`action="${path}/words"`);
    expect((await t.app.request(`${path}/words`)).status).toBe(302);
    expect(await t.consents()).toEqual([]);
    const after = await (await say('yes')).text();
    expect(after).toContain('Do not show my words');
    await say('yes');
    expect(await t.consents()).toMatchObject([{ withdrawnAt: null }]);
    expect(await t.deps.db.select().from(events).where(eq(events.kind, 'words-released'))).toHaveLength(1);
  });

  test.each<[string, Parameters<typeof anOffice>[0], string, object]>([
    ['while the page is off', { isOn: false }, complaint, {}],
    ['of who wrote nothing', {}, '', {}],
    ['of who may not be contacted', {}, complaint, { status: 'barred' }],
  ])('is not asked %s, and refused', async (_, office, words, customer) => {
    const t = await anOffice(office);
    const { path, say } = await t.writer(words, customer);
    expect(await (await t.app.request(path)).text()).not.toContain('/words');
    expect((await say('yes')).status).toBe(403);
    expect((await say('maybe')).status).toBe(400);
    expect((await say('yes', 'json')).status).toBe(403);
    expect(await t.consents()).toEqual([]);
  });

  test('of a survey not answered yet, or of no survey, is refused', async () => {
    const t = await anOffice();
    expect((await t.request('POST', `/s/${'x'.repeat(22)}/words`, { body: { show: 'yes' } })).status).toBe(
      404,
    );
  });

  test.each(['withdrawn', 'corrected', 'anonymised'])(
    'is over when %s: the words are gone at once',
    async (how) => {
      const t = await anOffice();
      const { say, path, responseId, ada } = await t.writer();
      await say('yes');
      expect((await t.choose(responseId, { words: complaint })).status).toBe(204);
      expect((await t.page()).html).toContain('The parcel was late');
      if (how === 'withdrawn') await say('no');
      if (how === 'corrected')
        await t.request('POST', path, {
          body: {
            answers: { recommend: 3, 'on-time': 'no', reason: 'late', 'reason-Comment': 'Late' },
            correcting: true,
          },
        });
      if (how === 'anonymised')
        await write(t.deps.db, (tx) =>
          tx.run(t.deps.db.update(customers).set({ status: 'anonymised' }).where(eq(customers.id, ada.id))),
        );
      expect((await t.page()).html).not.toContain('The parcel was late');
      if (how !== 'anonymised') expect(await t.shown()).toEqual([]);
      expect((await t.choose(responseId, { words: complaint })).status).toBe(404);
      if (how === 'corrected')
        expect(await (await t.app.request(path)).text()).toContain('You may show my words');
    },
  );

  test('can be taken back after the page was turned off', async () => {
    const t = await anOffice();
    const { say, path } = await t.writer();
    await say('yes');
    await t.put(false);
    expect(await (await t.app.request(path)).text()).toContain('Do not show my words');
    expect((await say('no')).status).toBe(200);
    expect((await t.consents())[0]?.withdrawnAt).not.toBeNull();
  });

  test('stays when only a score is corrected', async () => {
    const t = await anOffice();
    const { say, path } = await t.writer();
    await say('yes');
    await t.request('POST', path, {
      body: {
        answers: { recommend: 4, 'on-time': 'no', reason: 'late', 'reason-Comment': complaint },
        correcting: true,
      },
    });
    expect(await t.consents()).toMatchObject([{ withdrawnAt: null }]);
  });
});

describe('choosing words', () => {
  test('is a manager’s, of what was released, as written or shortened', async () => {
    const t = await anOffice();
    const { say, responseId } = await t.writer();
    expect((await t.choose(responseId, { words: complaint })).status).toBe(404);
    await say('yes');
    expect((await t.choose(responseId, { words: 'All was well' })).status).toBe(400);
    expect((await t.choose(responseId, { words: complaint }, await grace(t.deps))).status).toBe(403);
    expect((await t.choose(responseId, { words: 'The parcel was late […]' })).status).toBe(204);
    expect(await t.shown()).toMatchObject([{ words: 'The parcel was late […]', chosenBy: t.manager.id }]);
    const list = await t.request('GET', '/api/heard/comments', { as: t.manager });
    expect(await list.json()).toMatchObject({
      comments: [
        { responseId, words: complaint, published: 'The parcel was late […]', tone: 'bad', flags: [] },
      ],
      next: null,
    });
    const removed = await t.request('DELETE', `/api/heard/comments/${responseId}`, { as: t.manager });
    expect(removed.status).toBe(204);
    expect(await t.shown()).toEqual([]);
  });

  test('needs a look at numbers, addresses and names in them', async () => {
    const t = await anOffice();
    const words = 'I am Ada, call 050 123 4567';
    const { say, responseId } = await t.writer(words);
    await say('yes');
    const list = await (await t.request('GET', '/api/heard/comments', { as: t.manager })).json();
    expect(list).toMatchObject({ comments: [{ flags: [{ kind: 'name' }, { kind: 'number' }] }] });
    expect((await t.choose(responseId, { words })).status).toBe(400);
    expect((await t.choose(responseId, { words: 'I am […]' })).status).toBe(204);
    expect((await t.choose(responseId, { words, isChecked: true })).status).toBe(204);
  });
});

describe('the public page', () => {
  test('is nowhere until an administrator turns it on; a manager sees a preview', async () => {
    const t = await anOffice({ isOn: false });
    expect(await t.page()).toMatchObject({ status: 404 });
    const preview = await t.request('GET', '/api/heard/preview?lang=he', { as: t.manager });
    expect(preview.headers.get('cache-control')).toBe('no-store');
    expect(await preview.text()).toContain('<html lang="he" dir="rtl">');
    const refused = await t.request('PUT', '/api/heard', {
      as: t.manager,
      body: { isOn: true, introduction: {} },
    });
    expect(refused.status).toBe(403);
    await t.put(true);
    expect(await t.page()).toMatchObject({ status: 200 });
    await t.put(false);
    expect(await t.page()).toMatchObject({ status: 404 });
  });

  test('stands in the reader’s language, may be kept for a minute, and loads and runs nothing', async () => {
    const t = await anOffice();
    await t.put(true, { en: 'We listen.', ar: 'نحن نسمع.' });
    const { html, headers } = await t.page({ 'accept-language': 'fr-FR,ar-SA;q=0.8,en;q=0.5' });
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('نحن نسمع.');
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('vary')?.toLowerCase()).toContain('accept-language');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' data:/,
    );
    expect(html).not.toMatch(/<script| style=| on[a-z]+=|https?:/);
    expect((await t.page({}, '?lang=ru')).html).toContain('<html lang="ru" dir="ltr">');
    expect((await t.page({ 'accept-language': 'fr' })).html).toContain('<html lang="en"');
  });

  test('shows words as words, whatever is in them, and nothing of who wrote them', async () => {
    const t = await anOffice();
    const { say, responseId, ada } = await t.writer();
    await say('yes');
    await t.choose(responseId, { words: complaint });
    const { html } = await t.page();
    expect(html).toContain('The parcel was late &lt;script&gt;alert(1)&lt;/script&gt; &amp; wet');
    for (const told of [ada.name, ada.id, ada.externalId, responseId]) expect(html).not.toContain(told);
  });

  test('tells the last full month beside twelve, with intervals, and hides groups under five', async () => {
    const t = await anOffice();
    for (let n = 0; n < 3; n++)
      await anAnswer(t.deps, { on: '2026-09-04', nps: 9, reasons: ['price/too-high'] });
    for (let n = 0; n < 7; n++)
      await anAnswer(t.deps, { on: '2026-06-04', nps: 2, reasons: ['service/late-delivery'] });
    for (let n = 0; n < 9; n++) await anAnswer(t.deps, { on: '2026-10-04', nps: 10 });
    const { html } = await t.page();
    const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    // September's three are in no figure, not even in that of twelve months.
    expect(text).toContain('September 2026 12 months Answers fewer than 5 7');
    expect(text).toContain('Would recommend us (NPS) fewer than 5 -100');
    expect(text).toMatch(/Service fewer than 5 100 % 65 % to 100 %/);
  });

  test('shows the scores that are chosen: NPS unless nobody was asked for it, until somebody says otherwise', async () => {
    const t = await anOffice();
    for (let n = 0; n < 7; n++) await anAnswer(t.deps, { on: '2026-09-04', nps: 9, csat: 5 });
    const scores = async () => {
      const { html } = await t.page();
      const settings = await (await t.request('GET', '/api/heard', { as: t.admin })).json();
      return [html.includes('Would recommend us (NPS)'), html.includes('>Satisfied<'), settings.shown];
    };
    const choose = async (measures?: string[] | null) => {
      const body = { isOn: true, introduction: {}, measures };
      return (await t.request('PUT', '/api/heard', { as: t.admin, body })).status;
    };
    expect(await scores()).toEqual([true, false, ['nps']]);
    expect(await choose(['csat', 'nps'])).toBe(200);
    expect(await scores()).toEqual([true, true, ['nps', 'csat']]);
    expect(await choose()).toBe(200);
    expect(await scores()).toEqual([true, true, ['nps', 'csat']]);
    expect(await choose([])).toBe(200);
    expect(await scores()).toEqual([false, false, []]);
    expect(await choose(null)).toBe(200);
    expect(await scores()).toEqual([true, false, ['nps']]);
    expect(await choose(['ces'])).toBe(400);
  });

  test('tells what is mended, in the reader’s language where it was written in it', async () => {
    const t = await anOffice();
    const repair = {
      title: { en: 'A second van', ar: 'سيارة ثانية' },
      category: 'service',
      state: 'under-way',
      doneOn: null,
    };
    const post = (body: object, as = t.manager) => t.request('POST', '/api/heard/repairs', { as, body });
    const { id } = (await (await post(repair)).json()) as { id: string };
    expect((await post({ ...repair, title: {} })).status).toBe(400);
    expect((await post({ ...repair, state: 'done' })).status).toBe(400);
    expect((await post(repair, await grace(t.deps))).status).toBe(403);
    expect((await t.page({}, '?lang=ar')).html).toContain('سيارة ثانية');
    const done = { ...repair, state: 'done', doneOn: '2026-10-12' };
    expect((await t.request('PUT', `/api/heard/repairs/${id}`, { as: t.manager, body: done })).status).toBe(
      204,
    );
    expect((await t.page()).html).toContain('done on Oct 12, 2026');
    expect((await t.request('DELETE', `/api/heard/repairs/${id}`, { as: t.manager })).status).toBe(204);
    expect((await t.page()).html).not.toContain('A second van');
  });
});
