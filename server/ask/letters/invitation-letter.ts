import type { FrozenLetter, LetterWords } from '#db/schema/program-parts.ts';
import { printLetter, type Filled } from '../../email/letter-press.ts';
import { filled, languageOf } from '../../email/mail-texts.ts';
import { invitationFor } from './emails.tsx';

/** What is one recipient's own in a letter. The last two stay empty in a letter to staff. */
export interface Invited {
  name: string;
  surveyUrl: string;
  /** The one-click address of RFC 8058. */
  unsubscribeUrl: string;
  preferencesUrl: string;
}

export type InvitationLetter = (
  invited: Invited,
) => Filled & { subject: string; headers: Record<string, string> };

/** Prints the letter of a round in a language once, to be filled for each recipient. */
export async function printInvitation(
  frozen: FrozenLetter,
  { locale, round, url }: { locale: string; round: number; url: string },
): Promise<InvitationLetter> {
  const words = frozen.rounds[round]?.[languageOf(locale)];
  if (!words) throw new Error(`This wave has no letter for round ${round}`);
  const { name: company } = frozen.company;
  const print = (of: LetterWords, isNamed: boolean) =>
    printLetter(invitationFor(frozen, of, { locale, url, isNamed }));
  const nameless = wordsWithoutName(words);
  const [named, unnamed] = await Promise.all([print(words, true), print(nameless, false)]);
  return ({ name, ...urls }) => {
    const isNamed = name.trim() !== '';
    // Not spread: that would fill it in every form.
    return Object.assign((isNamed ? named : unnamed)({ name, ...urls }), {
      subject: filled(isNamed ? words.subject : nameless.subject, { company, name }),
      headers: headersFor(frozen, urls),
    });
  };
}

/** "Dear {{name}}, …" to somebody whose name is not known is "Dear, …". */
function wordsWithoutName({ subject, preview, ask, time, button }: LetterWords): LetterWords {
  const without = (text: string) => text.replace(/\s*\{\{name\}\}/g, '').trim();
  return {
    subject: without(subject),
    preview: without(preview),
    ask: without(ask),
    time: without(time),
    button: without(button),
  };
}

/** RFC 8058 and RFC 2919. The provider signs them with DKIM, or mailbox providers do not trust them. */
function headersFor(
  { readers, listId }: FrozenLetter,
  { unsubscribeUrl }: Pick<Invited, 'unsubscribeUrl'>,
): Record<string, string> {
  if (readers === 'staff') return { 'List-Id': listId };
  return {
    'List-Id': listId,
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
