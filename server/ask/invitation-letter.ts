import { printLetter, type Filled } from '../email/letter-press.ts';
import { mailTexts } from '../email/mail-texts.ts';
import { invitationFor } from './emails.tsx';

export interface Invited {
  name: string;
  surveyUrl: string;
  unsubscribeUrl: string;
}

export type InvitationLetter = (
  invited: Invited,
) => Filled & { subject: string; headers: Record<string, string> };

/** Prints the invitation in a language once, to be filled for each customer. */
export async function printInvitation(
  company: { name: string; accentColor: string },
  kind: 'monthly' | 'exit',
  locale: string,
): Promise<InvitationLetter> {
  const { subject } = mailTexts(locale).invitation[kind];
  const named = await printLetter(invitationFor(company, kind, { locale, isNamed: true }));
  const unnamed = await printLetter(invitationFor(company, kind, { locale, isNamed: false }));
  return ({ name, surveyUrl, unsubscribeUrl }) => ({
    subject,
    ...(name.trim() === '' ? unnamed : named)({ name, surveyUrl, unsubscribeUrl }),
    headers: {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
}
