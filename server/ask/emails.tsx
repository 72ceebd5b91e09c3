import { FootLine, Letter, LetterButton, Line } from '../email/letter.tsx';
import { filledParts } from '../email/filled-parts.tsx';
import { slot } from '../email/letter-press.ts';
import { mailTexts } from '../email/mail-texts.ts';

interface Company {
  name: string;
  accentColor: string;
}

/** The invitation in a language, with slots for `name`, `surveyUrl` and `unsubscribeUrl`. */
export function invitationFor(
  company: Company,
  kind: 'monthly' | 'exit',
  { locale, isNamed }: { locale: string; isNamed: boolean },
) {
  const { greeting, greetingUnnamed, invitation, signature, unsubscribe } = mailTexts(locale);
  const { preview, ask, time, button } = invitation[kind];
  const values = { company: company.name, name: slot('name') };
  const foot = (
    <FootLine>
      {filledParts(unsubscribe.reason, values)}{' '}
      <a href={slot('unsubscribeUrl')} style={{ color: 'inherit' }}>
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
