import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printInvitation } from '#server/ask/letters/invitation-letter.ts';
import type { Mail } from '#server/email/mailer.ts';
import { batchBody } from '#server/email/resend-payload.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { aFrozenLetter } from '../ask/frozen-letter.ts';

const naughty: string[] = JSON.parse(
  readFileSync(sharedFile('conformance/naughty-strings/blns.json'), 'utf8'),
);
const url = 'https://water.example';
const urls = { surveyUrl: `${url}/s/abc`, unsubscribeUrl: `${url}/u/abc`, preferencesUrl: `${url}/p/abc` };

async function mailsIn(locale: string): Promise<Mail[]> {
  const letter = await printInvitation(aFrozenLetter(), { locale, round: 0, url });
  return naughty.map((name, at) =>
    Object.assign(letter({ name, ...urls }), {
      id: `invitation-${at}`,
      from: { name: 'Water Market', email: 'hello@water.example' },
      to: { name, email: `c${at}@example.com` },
      replyTo: at % 2 === 0 ? null : 'reply@water.example',
    }),
  );
}

test.each(['en', 'ar', 'he', 'ru'])(
  'a letter in %s encoded in pieces is the letter, whatever its reader is called',
  async (locale) => {
    const mails = await mailsIn(locale);
    const plain = mails.map(({ html, text, ...mail }) => ({ ...mail, html, text, json: undefined }));
    const parsed: unknown = JSON.parse(batchBody(mails).toString());
    expect(parsed).toEqual(JSON.parse(batchBody(plain).toString()));
    expect(parsed).toMatchObject(mails.map(({ html, text, subject }) => ({ html, text, subject })));
    expect(parsed).toMatchObject([
      {},
      { reply_to: 'reply@water.example' },
      ...mails.slice(2).map(() => ({})),
    ]);
  },
);
