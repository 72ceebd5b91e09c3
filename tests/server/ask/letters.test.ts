import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { programs, waves } from '#db/schema/programs.ts';
import type { ProgramLetter, Reminder } from '#db/schema/program-parts.ts';
import { theProgram } from '#server/ask/programs.ts';
import { freezeLetter, lettersOf } from '#server/ask/letters/wave-letter.ts';
import { runWave } from '#server/ask/waves.ts';
import { alan, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const url = 'https://ask.water.example';
const ada = {
  name: 'Ada Byron',
  surveyUrl: `${url}/s/AAAAAAAAAAAAAAAAAAAAAA`,
  unsubscribeUrl: `${url}/u/AAAAAAAAAAAAAAAAAAAAAA`,
  preferencesUrl: `${url}/p/AAAAAAAAAAAAAAAAAAAAAA`,
};
const plain: ProgramLetter = { texts: {}, hasFirstQuestion: true };

async function frozenBy(
  { deps }: TestApp,
  id: string,
  change: { letter?: ProgramLetter; reminders?: Reminder[] } = {},
) {
  return freezeLetter(deps.db, { ...(await theProgram(deps, id)), ...change });
}

async function asking() {
  const t = await testApp();
  await anAskingCompany(t.deps);
  return t;
}

describe('the first question in the mail', () => {
  test.each([
    ['en', 'ltr', '7 of 10', '10 of 10, Extremely likely'],
    ['ar', 'rtl', '7 من 10', '10 من 10, محتمل جداً'],
    ['he', 'rtl', '7 מתוך 10', '10 מתוך 10, סביר מאוד'],
    ['ru', 'ltr', '7 из 10', '10 из 10, Точно да'],
  ])('stands in %s as links that name each point', async (locale, dir, seven, ten) => {
    const t = await asking();
    const { html, text } = (await lettersOf(await frozenBy(t, 'monthly'), url)(locale, 0))(ada);
    const points = [...html.matchAll(/<a href="([^"]+)"[^>]*aria-label="([^"]+)"[^>]*>(\d+)<\/a>/g)];
    expect(points.map(([, , , point]) => Number(point))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(points[7]?.[1]).toBe(`${ada.surveyUrl}?q=recommend&amp;a=7`);
    expect(points[7]?.[2]).toBe(seven);
    expect(points[10]?.[2]).toBe(ten);
    expect(html).toContain(`<!--[if mso]><table role="presentation" dir="${dir}"`);
    expect(text.match(/\/s\//g)).toHaveLength(1);
    expect(Buffer.byteLength(html)).toBeLessThan(102 * 1024);
    expect(html).not.toMatch(/__slot_|undefined|\{\{/);
  });

  test('gives its lowest end to the side a language begins at', async () => {
    const t = await asking();
    const html = async (locale: string) =>
      (await lettersOf(await frozenBy(t, 'monthly'), url)(locale, 0))(ada).html;
    expect(await html('en')).toMatch(/<td align="left"[^>]*>0 = .*<td align="right"[^>]*>10 = /s);
    expect(await html('he')).toMatch(/<td align="right"[^>]*>0 = .*<td align="left"[^>]*>10 = /s);
  });

  test('may be one of a few choices', async () => {
    const t = await asking();
    const { html } = (await lettersOf(await frozenBy(t, 'exit'), url)('en', 0))(ada);
    expect(html).toContain('?q=reason&amp;a=competitor');
    expect(html).toContain('I found something better');
  });

  test('is left out where the program says so', async () => {
    const t = await asking();
    const frozen = await frozenBy(t, 'monthly', { letter: { ...plain, hasFirstQuestion: false } });
    expect((await lettersOf(frozen, url)('en', 0))(ada).html).not.toContain('?q=');
  });
});

describe('the words', () => {
  test.each(['en', 'ar', 'he', 'ru'])(
    'of every shipped program and round are whole in %s',
    async (locale) => {
      const t = await asking();
      for (const { id } of await t.deps.db.select({ id: programs.id }).from(programs)) {
        const letters = lettersOf(await frozenBy(t, id), url);
        const mails = await Promise.all(
          [0, 1, 2, 3].map(async (round) => (await letters(locale, round))(ada)),
        );
        for (const mail of mails) {
          expect(mail.subject.length).toBeGreaterThan(4);
          expect(mail.html + mail.text + mail.subject).not.toMatch(/__slot_|undefined|\{\{/);
          expect(mail.text).toContain(ada.surveyUrl);
        }
        const kind = (await theProgram(t.deps, id)).kind;
        expect(new Set(mails.map(({ subject }) => subject)).size).toBe(kind === 'staff' ? 1 : 4);
      }
    },
  );

  test('may be the company’s own, for the invitation and for each reminder', async () => {
    const t = await asking();
    const frozen = await frozenBy(t, 'monthly', {
      letter: {
        ...plain,
        texts: {
          en: { subject: '{{name}}, a word?', ask: 'Dear {{name}}, how is {{company}}?', button: 'Say it' },
        },
      },
      reminders: [{ afterDays: 3, texts: { en: { subject: 'Still there?' } } }],
    });
    const letters = lettersOf(frozen, url);
    const mail = (await letters('en', 0))(ada);
    expect(mail.subject).toBe('Ada Byron, a word?');
    expect(mail.text).toContain('Dear Ada Byron, how is Water Market?');
    const unnamed = (await letters('en', 0))({ ...ada, name: '' });
    expect(unnamed.text).toContain('Dear, how is Water Market?');
    expect(unnamed.subject).toBe(', a word?');
    const reminder = (await letters('en', 1))(ada);
    expect(reminder.subject).toBe('Still there?');
    expect(reminder.text).toContain('Say it');
    expect((await letters('ar', 0))(ada).subject).toBe('كيف كانت خدمتنا في الشهر الماضي؟');
    expect(frozen.remindAfterDays).toEqual([3]);
  });

  test('typed as markup stay words', async () => {
    const t = await asking();
    const words = '<img src=x onerror=alert(1)> & "so"';
    const frozen = await frozenBy(t, 'monthly', {
      letter: { ...plain, texts: { en: { ask: words, button: words } } },
    });
    const { html } = (await lettersOf(frozen, url)('en', 0))(ada);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
  });
});

describe('what a mail says about itself', () => {
  test('one list for each program, an https way out, and one click', async () => {
    const t = await asking();
    const { headers } = (await lettersOf(await frozenBy(t, 'monthly'), url)('en', 0))(ada);
    expect(headers).toEqual({
      'List-Id': '<monthly.surveys.water.example>',
      'List-Unsubscribe': `<${ada.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  test('colleagues are asked without a way to unsubscribe', async () => {
    const t = await asking();
    const frozen = { ...(await frozenBy(t, 'monthly')), readers: 'staff' as const };
    const { headers, html } = (await lettersOf(frozen, url)('en', 0))(ada);
    expect(headers).toEqual({ 'List-Id': '<monthly.surveys.water.example>' });
    expect(html).not.toMatch(/\/[up]\/A/);
  });

  test('a wave keeps its letter, whatever is changed later', async () => {
    const t = await asking();
    await aBuyer(t.deps);
    await runWave(t.deps, null, 'monthly');
    await write(t.deps.db, (tx) =>
      tx.run(t.deps.db.update(programs).set({ letter: { ...plain, texts: { en: { subject: 'Changed' } } } })),
    );
    await t.runJobs();
    const [mail] = await t.deps.db.select().from(messages);
    expect(mail?.subject).toBe('How did we do last month?');
    expect((await t.deps.db.select().from(waves))[0]?.letter?.company.name).toBe('Water Market');
  });
});

describe('a letter being written', () => {
  const draft = { locale: 'ar', round: 0, letter: plain, reminders: [] as Reminder[] };
  const own = (texts: ProgramLetter['texts']) => ({ ...draft, letter: { ...plain, texts } });

  test('is shown as it would arrive', async () => {
    const t = await asking();
    const as = await alan(t.deps);
    const answer = await t.request('POST', '/api/programs/monthly/letter/preview', { as, body: draft });
    expect(answer.status).toBe(200);
    const { subject, html, text } = (await answer.json()) as Record<string, string>;
    expect(subject).toBe('كيف كانت خدمتنا في الشهر الماضي؟');
    expect(html).toContain('Alan Turing');
    expect(text).toContain('/s/');
    expect(await t.deps.db.select().from(messages)).toEqual([]);
  });

  test('is mailed to whoever writes it, signed as its program signs', async () => {
    const t = await asking();
    const as = await alan(t.deps);
    const letter = {
      ...plain,
      senderName: 'Care',
      senderEmail: 'care@water.example',
      replyTo: 'help@water.example',
    };
    const body = { ...draft, locale: 'en', round: 2, letter };
    expect((await t.request('POST', '/api/programs/monthly/letter/test', { as, body })).status).toBe(202);
    await t.runJobs();
    const sent = await t.deps.db.select().from(messages);
    expect(sent).toMatchObject([
      { kind: 'letter-trial', toEmail: 'alan@water.example', subject: 'Was anything wrong last month?' },
    ]);
  });

  test.each([
    ['an unknown placeholder', own({ en: { ask: 'Hello {{surname}}' } }), 'letter.texts.en.ask'],
    ['a placeholder with a space', own({ ar: { subject: '{{ name }}' } }), 'letter.texts.ar.subject'],
    [
      'two lines in a subject',
      own({ en: { subject: 'a\r\nBcc: x@example.com' } }),
      'letter.texts.en.subject',
    ],
    ['an unknown language', own({ xx: { subject: 'a' } }), 'letter.texts'],
    [
      'a sender that is no address',
      { ...draft, letter: { ...plain, senderEmail: 'care' } },
      'letter.senderEmail',
    ],
    [
      'a reply address in two lines',
      { ...draft, letter: { ...plain, replyTo: 'a@b.co\nx' } },
      'letter.replyTo',
    ],
    [
      'a colour nobody can read',
      { ...draft, letter: { ...plain, accentColor: '#ffff00' } },
      'letter.accentColor',
    ],
    [
      'a fourth reminder',
      { ...draft, reminders: [1, 2, 3, 4].map((afterDays) => ({ afterDays, texts: {} })) },
      'reminders',
    ],
    ['a round that is none', { ...draft, round: 4 }, 'round'],
  ])('is refused with %s', async (_, body, field) => {
    const t = await asking();
    const as = await alan(t.deps);
    for (const path of ['preview', 'test']) {
      const answer = await t.request('POST', `/api/programs/monthly/letter/${path}`, { as, body });
      expect(answer.status).toBe(400);
      expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
    }
  });

  test('is a manager’s, and of a program there is', async () => {
    const t = await asking();
    const [agent, manager] = [await grace(t.deps), await alan(t.deps)];
    for (const path of ['preview', 'test']) {
      const to = (id: string) => `/api/programs/${id}/letter/${path}`;
      expect((await t.request('POST', to('monthly'), { as: agent, body: draft })).status).toBe(403);
      expect((await t.request('POST', to('nothing'), { as: manager, body: draft })).status).toBe(404);
    }
    expect((await t.request('GET', '/api/programs/monthly/letter', { as: manager })).status).toBe(200);
  });
});
