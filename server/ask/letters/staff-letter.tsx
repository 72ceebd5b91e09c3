import { DateTime } from 'luxon';
import ar from '#client/locales/ar/staff-mail.json' with { type: 'json' };
import en from '#client/locales/en/staff-mail.json' with { type: 'json' };
import he from '#client/locales/he/staff-mail.json' with { type: 'json' };
import ru from '#client/locales/ru/staff-mail.json' with { type: 'json' };
import { filledParts } from '../../email/filled-parts.tsx';
import { printLetter, slot, type Filled } from '../../email/letter-press.ts';
import { FootLine, Letter, LetterButton, Line } from '../../email/letter.tsx';
import { filled, languageOf } from '../../email/mail-texts.ts';

interface StaffLetter {
  company: { name: string; accentColor: string; timeZone: string };
  url: string;
  until: Date;
}

const texts = { en, ar, he, ru };

/** The letter that asks colleagues without a name: all but the greeting is the same for everybody, the link above all (A7). */
export async function staffLetterIn(
  locale: string,
  { company, url, until }: StaffLetter,
): Promise<(person: { name: string }) => Filled & { subject: string }> {
  const language = languageOf(locale);
  const words = texts[language];
  const values = {
    name: slot('name'),
    company: company.name,
    until: dayOf(until, language, company.timeZone),
  };
  const foot = (
    <FootLine>
      {words.plainLink}
      <br />
      <bdi dir="ltr">{url}</bdi>
    </FootLine>
  );
  const print = await printLetter(
    <Letter company={company} locale={language} preview={words.ask} foot={foot}>
      <Line>{filledParts(words.greeting, values)}</Line>
      <Line>{words.ask}</Line>
      <Line>{words.anonymous}</Line>
      <Line>{filledParts(words.time, values)}</Line>
      <LetterButton href={url} color={company.accentColor}>
        {words.button}
      </LetterButton>
      <Line>
        {words.signature}
        <br />
        <bdi>{company.name}</bdi>
      </Line>
    </Letter>,
  );
  return ({ name }) => ({ subject: filled(words.subject, values), ...print({ name }) });
}

/** The last day on which an answer is taken. */
function dayOf(until: Date, language: string, timeZone: string): string {
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  return DateTime.fromJSDate(until, { zone: timeZone })
    .minus({ minutes: 1 })
    .setLocale(locale)
    .toLocaleString({ day: 'numeric', month: 'long' });
}
