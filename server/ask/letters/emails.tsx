import { rewardTexts } from '#client/locales/reward-texts.ts';
import type { FrozenLetter, LetterWords } from '#db/schema/program-parts.ts';
import { directionOf } from '#surveys/languages.ts';
import { FootLine, Letter, LetterButton, Line } from '../../email/letter.tsx';
import { LetterQuestion } from '../../email/letter-question.tsx';
import { filledParts } from '../../email/filled-parts.tsx';
import { slot } from '../../email/letter-press.ts';
import { languageOf, mailTexts } from '../../email/mail-texts.ts';
import { questionInMail } from './question-in-mail.ts';

interface Printing {
  locale: string;
  isNamed: boolean;
  /** Where the product is reached. */
  url: string;
}

/** The letter of a round in a language, with slots for `name` and the addresses of `Invited`. */
export function invitationFor(frozen: FrozenLetter, words: LetterWords, { locale, isNamed, url }: Printing) {
  const { company, logo, firstQuestion } = frozen;
  const { greeting, greetingUnnamed, signature } = mailTexts(locale);
  const said = (text: string) => filledParts(text, { company: company.name, name: slot('name') });
  const mark = logo && {
    src: `${url}/logo/${logo.hash}.${logo.extension}`,
    width: logo.width,
    height: logo.height,
  };
  return (
    <Letter
      company={{ ...company, logo: mark }}
      locale={locale}
      preview={said(words.preview)}
      foot={<Foot frozen={frozen} locale={locale} />}
    >
      <Line>{said(isNamed ? greeting : greetingUnnamed)}</Line>
      <Line>{said(words.ask)}</Line>
      <Line>{said(words.time)}</Line>
      {frozen.thanks ? <Thanks thanks={frozen.thanks} locale={locale} url={url} /> : null}
      {firstQuestion ? (
        <LetterQuestion
          asked={questionInMail(firstQuestion, locale, slot('surveyUrl'))}
          dir={directionOf(languageOf(locale))}
        />
      ) : null}
      <LetterButton href={slot('surveyUrl')} color={company.accentColor}>
        {said(words.button)}
      </LetterButton>
      <Line>
        {signature}
        <br />
        <bdi>{company.name}</bdi>
      </Line>
    </Letter>
  );
}

function Thanks({ thanks, locale, url }: ThanksProps) {
  const language = languageOf(locale);
  return (
    <Line>
      {thanks.text[language] ?? ''}
      {thanks.lottery === null ? null : (
        <>
          {' '}
          <a href={`${url}/lottery/${thanks.lottery}?lang=${language}`} style={quiet}>
            {rewardTexts(language).offered.how}
          </a>
        </>
      )}
    </Line>
  );
}

type ThanksProps = { thanks: NonNullable<FrozenLetter['thanks']>; locale: string; url: string };

function Foot({ frozen: { company, readers }, locale }: { frozen: FrozenLetter; locale: string }) {
  const { reason, staffReason, link, preferences } = mailTexts(locale).unsubscribe;
  const values = { company: company.name };
  if (readers === 'staff') return <FootLine>{filledParts(staffReason, values)}</FootLine>;
  return (
    <FootLine>
      {filledParts(reason, values)}{' '}
      <a href={slot('unsubscribeUrl')} style={quiet}>
        {link}
      </a>
      {' · '}
      <a href={slot('preferencesUrl')} style={quiet}>
        {preferences}
      </a>
    </FootLine>
  );
}

const quiet = { color: 'inherit' };
