import ar from '#client/locales/ar/sign-in-mail.json' with { type: 'json' };
import en from '#client/locales/en/sign-in-mail.json' with { type: 'json' };
import he from '#client/locales/he/sign-in-mail.json' with { type: 'json' };
import ru from '#client/locales/ru/sign-in-mail.json' with { type: 'json' };
import { filledParts } from '../email/filled-parts.tsx';
import { printOnce } from '../email/letter-press.ts';
import { FootLine, Letter, LetterButton, Line } from '../email/letter.tsx';
import { filled } from '../email/mail-texts.ts';
import type { Actor } from './actor.ts';

export interface SignInMail {
  purpose: 'signIn' | 'invitation';
  name: string;
  locale: Actor['locale'];
  company: { name: string; accentColor: string; timeZone: string };
  url: string;
  expiresAt: Date;
}

const texts = { en, ar, he, ru };

/** The mail that carries a one-time link: what it does, until when, and what to do if it was not asked for. */
export async function signInMail(mail: SignInMail): Promise<{ subject: string; html: string; text: string }> {
  const { purpose, locale, company, url } = mail;
  const { greeting, plainLink, [purpose]: words } = texts[locale];
  const values = { name: mail.name, company: company.name, until: untilIn(mail) };
  const foot = (
    <FootLine>
      {words.ignore}
      <br />
      {plainLink}
      <br />
      <bdi dir="ltr">{url}</bdi>
    </FootLine>
  );
  const { html, text } = await printOnce(
    <Letter company={company} locale={locale} preview={filled(words.text, values)} foot={foot}>
      <Line>{filledParts(greeting, values)}</Line>
      <Line>{filledParts(words.text, values)}</Line>
      <LetterButton href={url} color={company.accentColor}>
        {words.button}
      </LetterButton>
    </Letter>,
  );
  return { subject: filled(words.subject, values), html, text };
}

function untilIn({ locale, expiresAt, company }: SignInMail): string {
  return new Intl.DateTimeFormat(locale === 'ar' ? 'ar-u-nu-latn' : locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: company.timeZone,
  }).format(expiresAt);
}
