import type { FrozenLetter, LetterWords } from '#db/schema/program-parts.ts';
import { FootLine, Letter, LetterButton, Line } from '../email/letter.tsx';
import { filledParts } from '../email/filled-parts.tsx';
import { slot } from '../email/letter-press.ts';
import { mailTexts } from '../email/mail-texts.ts';

/** The letter of a round in a language, with slots for `name`, `surveyUrl` and `preferencesUrl`. */
export function invitationFor(
  { company }: FrozenLetter,
  { preview, ask, time, button }: LetterWords,
  { locale, isNamed }: { locale: string; isNamed: boolean; url: string },
) {
  const { greeting, greetingUnnamed, signature, unsubscribe } = mailTexts(locale);
  const values = { company: company.name, name: slot('name') };
  const foot = (
    <FootLine>
      {filledParts(unsubscribe.reason, values)}{' '}
      <a href={slot('preferencesUrl')} style={{ color: 'inherit' }}>
        {unsubscribe.link}
      </a>
    </FootLine>
  );
  return (
    <Letter company={company} locale={locale} preview={preview} foot={foot}>
      <Line>{filledParts(isNamed ? greeting : greetingUnnamed, values)}</Line>
      <Line>{filledParts(ask, values)}</Line>
      <Line>{time}</Line>
      <LetterButton href={slot('surveyUrl')} color={company.accentColor}>
        {button}
      </LetterButton>
      <Line>
        {signature}
        <br />
        <bdi>{company.name}</bdi>
      </Line>
    </Letter>
  );
}
