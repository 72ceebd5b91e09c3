import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messages } from '#db/schema/email.ts';
import { printInvitation } from '#server/ask/letters/invitation-letter.ts';
import { runWave } from '#server/ask/waves.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';
import { aFrozenLetter } from './frozen-letter.ts';

const url = 'https://water.example';
const links = {
  surveyUrl: `${url}/s/abc`,
  unsubscribeUrl: `${url}/u/abc`,
  preferencesUrl: `${url}/p/abc`,
};

test.each([
  ['en', 'ltr', 'How did we do last month?'],
  ['ar', 'rtl', 'كيف كانت خدمتنا في الشهر الماضي؟'],
  ['he', 'rtl', 'איך היה השירות שלנו בחודש שעבר?'],
  ['ru', 'ltr', 'Как мы справились в прошлом месяце?'],
])('in %s the letter runs %s', async (locale, dir, subject) => {
  const mail = (await printInvitation(aFrozenLetter(), { locale, round: 0, url }))({ name: 'Ada', ...links });
  expect(mail.subject).toBe(subject);
  expect(mail.html).toContain(`<html lang="${locale}" dir="${dir}">`);
  expect(mail.html).toContain(`href="${links.surveyUrl}"`);
  expect(mail.text).toContain(links.surveyUrl);
  expect(mail.text).toContain(links.preferencesUrl);
  expect(mail.text).not.toContain('undefined');
});

test('it loads nothing from anywhere and runs nothing', async () => {
  const { html } = (await printInvitation(aFrozenLetter({}, 'exit'), { locale: 'ar', round: 0, url }))({
    name: 'Ada',
    ...links,
  });
  expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import|src=/i);
});

test('without a name it greets without one', async () => {
  const { text } = (await printInvitation(aFrozenLetter(), { locale: 'en', round: 0, url }))({
    name: '  ',
    ...links,
  });
  expect(text).toContain('Hello,');
});

test('a name that looks like a slot, or like markup, stays a name', async () => {
  const letter = await printInvitation(
    aFrozenLetter({ company: { name: 'A & <B>', accentColor: '#0f6b57' } }),
    {
      locale: 'en',
      round: 0,
      url,
    },
  );
  const { html, text } = letter({ name: '__slot_surveyUrl_7f3a__ {{company}} <img src=x>', ...links });
  expect(text).toContain('Hello __slot_surveyUrl_7f3a__ {{company}} <img src=x>,');
  expect(html).toContain('__slot_surveyUrl_7f3a__ {{company}} &lt;img src=x&gt;');
  expect(html).not.toContain('<img');
});

test('whatever a customer is called, her mail is whole', async () => {
  const naughty: string[] = JSON.parse(
    readFileSync(sharedFile('conformance/naughty-strings/blns.json'), 'utf8'),
  );
  const { deps, runJobs } = await testApp();
  await anAskingCompany(deps);
  for (const [at, name] of naughty.entries()) await aBuyer(deps, { name, email: `c${at}@example.com` });
  await runWave(deps, null, 'monthly');
  await runJobs();
  const sent = await deps.db.select().from(messages);
  expect(sent).toHaveLength(naughty.length);
  for (const { html, toName, toEmail } of sent) {
    const name = naughty[Number(toEmail.slice(1).split('@')[0])] ?? '';
    expect(html?.match(/<a /g)).toHaveLength(14);
    expect(html).not.toMatch(/<(script|img|iframe|svg|b)\b/i);
    if (name.trim() !== '') expect(unescaped(html ?? '')).toContain(name);
    expect(toName).not.toMatch(/[\r\n]/);
  }
}, 60_000);

function unescaped(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&');
}
