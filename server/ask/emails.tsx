import { Link } from '@react-email/components';
import { FootLine, Letter, LetterButton, Line } from '../email/letter.tsx';
import { filledParts } from '../email/filled-parts.tsx';
import { printLetter, slot } from '../email/letter-press.ts';
import { mailTexts } from '../email/mail-texts.ts';

interface Company {
  name: string;
  accentColor: string;
}

export interface InvitationMail {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** The invitation in a language, ready to be filled for each customer. */
export async function invitationLetter(company: Company, kind: 'monthly' | 'exit', locale: string) {
  const texts = mailTexts(locale);
  const { subject } = texts.invitation[kind];
  const named = await printLetter(letterOf(company, kind, { locale, isNamed: true }));
  const unnamed = await printLetter(letterOf(company, kind, { locale, isNamed: false }));
  return (customer: { name: string; surveyUrl: string; unsubscribeUrl: string }): InvitationMail => ({
    subject,
    ...(customer.name.trim() === '' ? unnamed : named)(customer),
    headers: {
      'List-Unsubscribe': `<${customer.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
}

function letterOf(
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
      <Link href={slot('unsubscribeUrl')} style={{ color: 'inherit', textDecoration: 'underline' }}>
        {unsubscribe.link}
      </Link>
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
